using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>What <c>[JsonNumberHandling]</c> makes of numbers.</summary>
internal static class NumberHandling
{
    private const int ReadsStrings = 1;
    private const int WritesStrings = 2;
    private const int HasLiterals = 4;

    public static bool IsNumber(ITypeSymbol type)
        => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double
            || (type is INamedTypeSymbol { Arity: 0 } named && named.GetMetadataName() is "System.Half" or "System.Int128" or "System.UInt128");

    /// <summary>Whether the attribute concerns a type: a number, or a collection of such.</summary>
    public static bool Applies(ITypeSymbol type) => type switch
    {
        _ when KnownPrimitives.Find(type) is not null || KnownScalars.Find(type) is not null => IsNumber(type),
        IArrayTypeSymbol array => Applies(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Applies(nullable.TypeArguments[0]),
        INamedTypeSymbol named when KnownCollections.Find(named) is not null => Applies(named.TypeArguments.Last()),
        _ => false,
    };

    /// <summary>The number in its other form.</summary>
    public static AdaptedModel Adapt(string number, int handling)
    {
        string[] labels =
        [
            .. handling == 0 ? ["Strict"] : Array.Empty<string>(),
            .. (handling & WritesStrings) != 0 ? ["Quoted"] : Array.Empty<string>(),
            .. (handling & HasLiterals) != 0 ? ["Literal"] : Array.Empty<string>(),
            .. (handling & ReadsStrings) != 0 ? ["Tolerant"] : Array.Empty<string>(),
        ];
        string label = string.Concat(labels);
        string flags = handling.ToString(CultureInfo.InvariantCulture);
        return new AdaptedModel(
            TypeKeys.Vary(number, label),
            label,
            "NumberHandling",
            number,
            $"(global::{JsonAttributes.Namespace}JsonNumberHandling){flags}");
    }
}
