using Microsoft.CodeAnalysis;
using TypedWs.Generators.Parsing;

namespace TypedWs.Testing.Generators.Parsing;

/// <summary>What users write to get doubles.</summary>
internal static class DoublesAttribute
{
    public const string Name = "TypedWs.Testing.RecordingDoublesAttribute`1";

    public static bool Is(AttributeData attribute) => attribute.AttributeClass.Is(Name);

    /// <summary>The class that the attribute names; null while the user is still typing it.</summary>
    public static INamedTypeSymbol? FindProtocol(AttributeData attribute)
        => attribute.AttributeClass is { TypeArguments: [INamedTypeSymbol { TypeKind: not TypeKind.Error } protocol] } ? protocol : null;
}
