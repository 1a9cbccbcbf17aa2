namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>Types as C# names them.</summary>
internal static class TypeNames
{
    internal static string Of(Type type)
        => type.IsArray ? Of(type.GetElementType()!) + "[]"
            : Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?"
            : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
}
