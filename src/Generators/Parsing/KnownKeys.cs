using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>The types that keys of dictionaries may have: JSON has names for them.</summary>
internal static class KnownKeys
{
    /// <summary>What they are called in messages.</summary>
    public const string Description = "string, char, integers, Guid, DateOnly or an enum";

    public static bool Contains(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Char => true,
        >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => true,
        _ => type.TypeKind == TypeKind.Enum
            || (type is INamedTypeSymbol named
                && named.GetMetadataName() is "System.Guid" or "System.DateOnly" or "System.Int128" or "System.UInt128"),
    };
}
