using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Who may mention a type.</summary>
internal static class Accessibilities
{
    /// <summary>Whether any assembly may.</summary>
    public static bool IsPublicEverywhere(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsPublicEverywhere(),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && named.TypeArguments.All(IsPublicEverywhere)
            && (named.ContainingType?.IsPublicEverywhere() ?? true),
        _ => true,
    };

    /// <summary>Whether a file that the generator adds to the compilation may.</summary>
    public static bool IsAccessibleToGeneratedCode(this ISymbol symbol, Compilation compilation)
        => symbol is not INamedTypeSymbol { IsFileLocal: true } && compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    /// <summary>Why it may not, for messages.</summary>
    public static string DescribeAccessibility(this ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            switch (current)
            {
                case INamedTypeSymbol { IsFileLocal: true }:
                    return "file-local";
                case { DeclaredAccessibility: Accessibility.Private }:
                    return "private";
                case { DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal }:
                    return "protected";
            }
        }

        return "internal";
    }
}
