using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>
/// Numbers members as System.Text.Json writes them: by <c>[JsonPropertyOrder]</c>, then as they are declared, those of derived types first.
/// </summary>
internal static class JsonOrder
{
    public static List<(IPropertySymbol Property, MemberModel Model)> Assign(
        INamedTypeSymbol type,
        List<(IPropertySymbol Property, MemberModel Model)> members)
    {
        List<string> declared = DeclaredNames(type);
        string[] order =
        [
            .. members
                .OrderBy(static member => OrderOf(member.Property))
                .ThenBy(member => declared.IndexOf(member.Property.Name))
                .Select(static member => member.Property.Name),
        ];
        return [.. members.Select(member => (member.Property, member.Model with { JsonOrder = System.Array.IndexOf(order, member.Property.Name) }))];
    }

    private static List<string> DeclaredNames(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            IEnumerable<string> declared = level.GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name);
            names.AddRange(declared.Except(names).ToList());
        }

        return names;
    }

    private static int OrderOf(IPropertySymbol property)
        => property.FindAttribute(JsonAttributes.Namespace + "JsonPropertyOrderAttribute") is { ConstructorArguments: [{ Value: int order }] }
            ? order
            : 0;
}
