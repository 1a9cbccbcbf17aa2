using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>The types of .NET that readers and writers know by themselves, and what they call them.</summary>
internal static class KnownPrimitives
{
    /// <summary>The kind of a type that readers and writers know by themselves, or null.</summary>
    public static string? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        SpecialType.System_String => "String",
        SpecialType.System_Char => "Char",
        SpecialType.System_DateTime => "DateTime",
        _ => FindByName(type),
    };

    private static string? FindByName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "Binary",
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } memory
            when memory.Is("System.ReadOnlyMemory`1") => "BinaryMemory",
        INamedTypeSymbol { Arity: 0 } named => named.GetMetadataName() switch
        {
            "System.Guid" => "Guid",
            "System.DateTimeOffset" => "DateTimeOffset",
            "System.TimeSpan" => "TimeSpan",
            "System.DateOnly" => "DateOnly",
            "System.TimeOnly" => "TimeOnly",
            "System.Uri" => "Uri",
            _ => null,
        },
        _ => null,
    };
}
