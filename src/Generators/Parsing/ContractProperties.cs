using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>The properties of a type that may travel.</summary>
internal static class ContractProperties
{
    /// <summary>
    /// Public readable properties and internal ones marked <c>[JsonInclude]</c>, those of base types first. One that overrides or hides another stands where that was declared.
    /// </summary>
    public static IReadOnlyList<IPropertySymbol> Of(INamedTypeSymbol type, Compilation compilation)
    {
        var order = new List<string>();
        var latest = new Dictionary<string, IPropertySymbol>();
        foreach (IPropertySymbol property in Hierarchy(type).SelectMany(static level => level.GetMembers().OfType<IPropertySymbol>()))
        {
            if (!IsReadable(property, compilation))
            {
                continue;
            }

            if (!latest.ContainsKey(property.Name))
            {
                order.Add(property.Name);
            }

            latest[property.Name] = property;
        }

        return [.. order.Select(name => latest[name])];
    }

    public static bool IsIgnored(ISymbol member) => JsonAttributes.IsIgnored(member) || MessagePackAttributes.IsIgnored(member);

    /// <summary>Whether the compiler made a field for the property. Tells data from what is computed; known for source code only.</summary>
    public static bool IsAutomatic(IPropertySymbol property)
        => property.ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>The type's public fields, which do not travel.</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type)
        => Hierarchy(type)
            .SelectMany(static level => level.GetMembers().OfType<IFieldSymbol>())
            .Where(static field => field is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsConst: false });

    private static bool IsReadable(IPropertySymbol property, Compilation compilation)
        => property is { IsStatic: false, IsIndexer: false, GetMethod: { } getter }
            && (getter.DeclaredAccessibility == Accessibility.Public
                || (JsonAttributes.IsIncluded(property) && getter.IsAccessibleToGeneratedCode(compilation)));

    private static Stack<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels;
    }
}
