using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>How types are named: in emitted code, and to the user.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Readable = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays);

    /// <summary>The type in C#, from <c>global::</c> on, with nullability.</summary>
    public static string ToQualifiedName(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>The type as the user would say it.</summary>
    public static string ToReadableName(this ISymbol symbol) => symbol.ToDisplayString(Readable);

    /// <summary>The member together with its type, such as <c>Say.Room</c>.</summary>
    public static string ToReadableMember(this ISymbol member) => $"{member.ContainingType.ToReadableName()}.{member.Name}";
}
