using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

using Members = System.Collections.Generic.List<(Microsoft.CodeAnalysis.IPropertySymbol Property, TypedWs.Generators.Model.MemberModel Model)>;

namespace TypedWs.Generators.Parsing;

/// <summary>Gives the members of a type their places in MessagePack: by key where members have one, otherwise as they come.</summary>
internal sealed class MemberPositions(INamedTypeSymbol type, TypeSite site, Compilation compilation, ProblemList problems)
{
    /// <summary>What a codec's member table holds.</summary>
    private const int Limit = 128;

    public Members Assign(Members members)
    {
        if (members.Count > Limit)
        {
            problems.Add(TypeDiagnostics.TooManyMembers, site.Location, type.ToReadableName(), members.Count);
        }

        MemberKey[] keys = [.. members.Select(member => MessagePackAttributes.FindKey(member.Property, type)).OfType<MemberKey>()];
        return keys switch
        {
            [] => Number(members),
            _ when keys[0].Name is null => AssignPositions(members),
            _ => AssignNames(members),
        };
    }

    private static Members Number(IEnumerable<(IPropertySymbol Property, MemberModel Model)> members)
        => [.. members.Select(static (member, index) => (member.Property, member.Model with { Position = index }))];

    private Members AssignPositions(Members members)
    {
        var taken = new SortedDictionary<int, (IPropertySymbol Property, MemberModel Model)>();
        foreach ((IPropertySymbol property, MemberModel model) in members)
        {
            switch (FindKey(property))
            {
                case null:
                    break;
                case { Position: not { } }:
                    ReportOtherKind(property);
                    break;
                case { Position: { } key } when key is < 0 or >= Limit:
                    problems.Add(TypeDiagnostics.KeyOutOfRange, LocationOf(property), property.ToReadableMember(), key);
                    break;
                case { Position: { } key } found when taken.TryGetValue(key, out (IPropertySymbol Property, MemberModel Model) first):
                    ReportDuplicate(property, first.Property, found);
                    break;
                case { Position: { } key }:
                    taken.Add(key, (property, model with { Position = key }));
                    break;
            }
        }

        ReportGaps(taken);
        return [.. taken.Values];
    }

    private Members AssignNames(Members members)
    {
        // The order of declaration, as MessagePack writes it; constructors do not count.
        List<string> order = [.. ContractProperties.Of(type, compilation).Select(static property => property.Name)];
        var taken = new Dictionary<string, IPropertySymbol>();
        var named = new Members();
        foreach ((IPropertySymbol property, MemberModel model) in members.OrderBy(member => order.IndexOf(member.Property.Name)))
        {
            switch (FindKey(property))
            {
                case null:
                    break;
                case { Name: null }:
                    ReportOtherKind(property);
                    break;
                case { Name: { } name } key when taken.TryGetValue(name, out IPropertySymbol? first):
                    ReportDuplicate(property, first, key);
                    break;
                case { Name: { } name }:
                    taken.Add(name, property);
                    named.Add((property, model with { Key = name }));
                    break;
            }
        }

        return Number(named);
    }

    private MemberKey? FindKey(IPropertySymbol property)
    {
        MemberKey? key = MessagePackAttributes.FindKey(property, type);
        if (key is null)
        {
            problems.Add(
                TypeDiagnostics.MissingKey,
                LocationOf(property),
                property.ToReadableMember(),
                type.ToReadableName(),
                MessagePackAttributes.KeyAttributeOf(type));
        }

        return key;
    }

    private void ReportDuplicate(IPropertySymbol property, IPropertySymbol first, MemberKey key)
        => problems.Add(TypeDiagnostics.DuplicateKey, LocationOf(property), property.ToReadableMember(), first.ToReadableMember(), key.ToString());

    private void ReportOtherKind(IPropertySymbol property)
        => problems.Add(
            TypeDiagnostics.Contradiction,
            LocationOf(property),
            property.ToReadableMember(),
            "a key of another kind than the members before",
            "an object is an array with numbers as keys, or a map with names",
            "Give all members of the type keys of one kind");

    private void ReportGaps(SortedDictionary<int, (IPropertySymbol Property, MemberModel Model)> taken)
    {
        int next = 0;
        foreach (KeyValuePair<int, (IPropertySymbol Property, MemberModel Model)> member in taken)
        {
            if (member.Key > next)
            {
                string gap = member.Key == next + 1 ? $"position {next} is" : $"positions {next} to {member.Key - 1} are";
                problems.Add(TypeDiagnostics.KeyGap, LocationOf(member.Value.Property), member.Value.Property.ToReadableMember(), member.Key, gap);
            }

            next = member.Key + 1;
        }
    }

    private Location LocationOf(ISymbol member) => site.LocationOf(member, compilation);
}
