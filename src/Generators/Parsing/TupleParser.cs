using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>
/// Makes <see cref="ObjectModel"/>s of tuples and pairs: objects with the members that their types declare, as names of tuple elements do not
/// outlive the compiler.
/// </summary>
internal static class TupleParser
{
    /// <summary>Whether the type is a pair or a tuple; one of eight elements or more has the last ones in a tuple of its own.</summary>
    public static bool IsTuple(INamedTypeSymbol type)
        => type.Arity > 0
            && type.ContainingNamespace is { Name: "System" or "Generic" }
            && type.OriginalDefinition.GetMetadataName() is var name
            && (name.StartsWith("System.ValueTuple`", System.StringComparison.Ordinal)
                || name.StartsWith("System.Tuple`", System.StringComparison.Ordinal)
                || name == "System.Collections.Generic.KeyValuePair`2");

    public static ObjectModel Parse(INamedTypeSymbol type, TypeParser types, TypeSite site)
    {
        string[] arguments = [.. type.TypeArguments.Select(argument => types.Parse(argument, site))];
        // Spelled out: names of elements would make two types of one.
        string name = $"global::{type.ContainingNamespace.ToDisplayString()}.{type.Name}<{string.Join(", ", arguments)}>";
        string[] members = [.. MemberNamesOf(type)];
        return new ObjectModel(
            name,
            ObjectParser.SimpleNameOf(type),
            type.IsValueType,
            members.Select(static member => new ArgumentModel(member, null, false)).ToEquatableArray(),
            members.Select((member, index) => new MemberModel(
                member,
                JsonNames.Of(member, types.Policy.Naming),
                index,
                arguments[index],
                IsRequired: !DefaultValues.MayBeNull(type.TypeArguments[index]),
                MemberAssignment.Constructor,
                DefaultValues.PlaceholderOf(type.TypeArguments[index]),
                name) { JsonIndex = index }).ToEquatableArray());
    }

    private static IEnumerable<string> MemberNamesOf(INamedTypeSymbol type)
        => type.Name == "KeyValuePair"
            ? ["Key", "Value"]
            : Enumerable.Range(1, type.Arity).Select(static number => number == 8 ? "Rest" : $"Item{number}");
}
