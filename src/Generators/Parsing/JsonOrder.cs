using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>
/// Orders members as System.Text.Json writes them: by <c>[JsonPropertyOrder]</c>, then those of derived types before those of base types, then as declared.
/// </summary>
internal static class JsonOrder
{
    public static IEnumerable<(IPropertySymbol Property, MemberModel Model)> Assign(
        INamedTypeSymbol type,
        IReadOnlyList<(IPropertySymbol Property, MemberModel Model)> members)
    {
        List<string> declared = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            declared.AddRange(level.GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name));
        }

        List<string> order =
        [
            .. members
                .OrderBy(static member => JsonAttributes.OrderOf(member.Property))
                .ThenBy(member => declared.IndexOf(member.Property.Name))
                .Select(static member => member.Property.Name),
        ];
        return members.Select(member => (member.Property, member.Model with { JsonIndex = order.IndexOf(member.Property.Name) }));
    }
}
