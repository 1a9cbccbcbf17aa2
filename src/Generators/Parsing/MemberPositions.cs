using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Numbers the members of a type: by <c>[Key]</c> where members have one, otherwise as they come.</summary>
internal static class MemberPositions
{
    /// <summary>What a codec's member table holds.</summary>
    private const int Limit = 128;

    public static List<(IPropertySymbol Property, MemberModel Model)> Assign(
        INamedTypeSymbol type,
        List<(IPropertySymbol Property, MemberModel Model)> members,
        TypeSite site,
        Compilation compilation,
        ProblemList problems)
    {
        if (members.Count > Limit)
        {
            problems.Add(TypeDiagnostics.TooManyMembers, site.Location, type.ToReadableName(), members.Count);
        }

        if (members.All(static member => MessagePackAttributes.FindKey(member.Property) is null))
        {
            return [.. members.Select(static (member, index) => (member.Property, member.Model with { Position = index }))];
        }

        var taken = new SortedDictionary<int, (IPropertySymbol Property, MemberModel Model)>();
        foreach ((IPropertySymbol property, MemberModel model) in members)
        {
            Location location = site.LocationOf(property, compilation);
            switch (MessagePackAttributes.FindKey(property))
            {
                case null:
                    problems.Add(TypeDiagnostics.MissingKey, location, property.ToReadableMember(), type.ToReadableName());
                    break;
                case { } key when key is < 0 or >= Limit:
                    problems.Add(TypeDiagnostics.KeyOutOfRange, location, property.ToReadableMember(), key);
                    break;
                case { } key when taken.TryGetValue(key, out (IPropertySymbol Property, MemberModel Model) first):
                    problems.Add(TypeDiagnostics.DuplicateKey, location, property.ToReadableMember(), first.Property.ToReadableMember(), key);
                    break;
                case { } key:
                    taken.Add(key, (property, model with { Position = key }));
                    break;
            }
        }

        return [.. taken.Values];
    }
}
