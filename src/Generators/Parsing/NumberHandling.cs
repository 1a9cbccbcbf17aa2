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

    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Whether the attribute concerns a type: a number, or a collection of such.</summary>
    public static bool Applies(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType != SpecialType.System_Byte && Applies(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Applies(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } generic when IsCollection(generic) => Applies(arguments.Last()),
        _ => IsNumber(type),
    };

    /// <summary>The number in its other form.</summary>
    public static AdaptedModel Adapt(string number, string kind, int handling)
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

    private static bool IsCollection(INamedTypeSymbol type)
        => type.AllInterfaces.Append(type).Any(static candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
}
