namespace TypedWs.Generators.Model;

/// <summary>A type that the readers and writers know by themselves.</summary>
/// <param name="Name">The type.</param>
/// <param name="Kind">The part of <c>ReadInt32</c>, <c>WriteInt32</c> and <c>Codecs.Int32</c> that tells them apart.</param>
internal sealed record PrimitiveModel(string Name, string Kind) : TypeModel(Name);
