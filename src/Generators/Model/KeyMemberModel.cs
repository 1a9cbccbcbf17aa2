namespace TypedWs.Generators.Model;

/// <summary>A member whose value is a message's key, or a part of it.</summary>
/// <param name="Name">The property's name, unescaped.</param>
/// <param name="Type">Its type.</param>
internal sealed record KeyMemberModel(string Name, string Type);
