using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes <see cref="ObjectModel"/>s of records, classes and structs.</summary>
internal sealed class ObjectParser(Compilation compilation, ProblemList problems, TypeParser types)
{
    public ObjectModel? Parse(INamedTypeSymbol type, string name, TypeSite site)
    {
        TypeSite own = site with { Location = site.LocationOf(type, compilation) };
        UnsupportedAttributes.Check(type, own, compilation, problems);
        if (ConstructorParser.Find(type, compilation) is not { } constructor)
        {
            problems.Add(
                TypeDiagnostics.NoConstructor,
                own.Location,
                type.ToReadableName(),
                "it has no constructor that generated code could choose",
                "Make it a record, leave one public constructor, or mark one [JsonConstructor]");
            return null;
        }

        IReadOnlyList<IPropertySymbol> properties = ContractProperties.Of(type, compilation);
        ArgumentModel[] arguments = [.. constructor.Parameters.Select(parameter => ParseArgument(parameter, properties, own))];
        List<(IPropertySymbol Property, MemberModel Model)> members = [.. ParseMembers(type, constructor, properties, own)];
        CheckLeftOut(type, own);
        members = [.. JsonOrder.Assign(type, new MemberPositions(type, own, compilation, problems).Assign(members))];
        CheckNames(members, own);
        return new ObjectModel(
            name,
            SimpleNameOf(type) + (PolymorphismAttributes.ArePresent(type) ? "Itself" : string.Empty),
            type.IsValueType,
            arguments.ToEquatableArray(),
            members.Select(static member => member.Model).ToEquatableArray())
        {
            IsMap = members.Any(static member => member.Model.Key is not null) || MessagePackAttributes.HasNamesAsKeys(type),
            ExtensionData = ExtensionDataParser.Parse(type, properties, own, compilation, problems),
        };
    }

    /// <summary>The name without namespace, with those of type arguments.</summary>
    public static string SimpleNameOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsGenericType: true } generic => $"{generic.Name}Of{string.Join("And", generic.TypeArguments.Select(SimpleNameOf))}",
        IArrayTypeSymbol array => $"ArrayOf{SimpleNameOf(array.ElementType)}",
        _ => type.Name,
    };

    private static bool IsMember(IPropertySymbol property) => !ContractProperties.IsIgnored(property) && !JsonAttributes.IsExtensionData(property);

    private static IPropertySymbol? FindProperty(IParameterSymbol parameter, IEnumerable<IPropertySymbol> properties)
        => properties.FirstOrDefault(property
            => property.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type));

    private ArgumentModel ParseArgument(IParameterSymbol parameter, IReadOnlyList<IPropertySymbol> properties, TypeSite site)
    {
        IPropertySymbol? property = FindProperty(parameter, properties);
        if (property is not null && IsMember(property))
        {
            bool suppressesNull = property.Type.IsReferenceType && DefaultValues.MayBeNull(property.Type) && !DefaultValues.MayBeNull(parameter.Type);
            return new ArgumentModel(property.Name, null, suppressesNull);
        }

        if (DefaultValues.Of(parameter) is { } constant)
        {
            return new ArgumentModel(null, constant, false);
        }

        string typeName = parameter.ContainingType.ToReadableName();
        if (property is null)
        {
            problems.Add(
                TypeDiagnostics.NoConstructor,
                site.LocationOf(parameter, compilation),
                typeName,
                $"its constructor's parameter '{parameter.Name}' has no public property of that name and type '{parameter.Type.ToReadableName()}'",
                "Add the property, or give the parameter a default value");
        }
        else if (!parameter.Type.IsValueType && !DefaultValues.MayBeNull(parameter.Type))
        {
            problems.Add(
                TypeDiagnostics.NoConstructor,
                site.LocationOf(parameter, compilation),
                typeName,
                $"its constructor needs '{parameter.Name}', but the property is ignored",
                "Give the parameter a default value or make it nullable");
        }

        return new ArgumentModel(null, "default", false);
    }

    private IEnumerable<(IPropertySymbol Property, MemberModel Model)> ParseMembers(
        INamedTypeSymbol type,
        IMethodSymbol constructor,
        IReadOnlyList<IPropertySymbol> properties,
        TypeSite site)
    {
        var members = new MemberParser(compilation, problems, types, type, site);
        IPropertySymbol[] travelling = [.. properties.Where(IsMember)];
        bool setsRequired = constructor.FindAttribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
        var given = new HashSet<string>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (FindProperty(parameter, travelling) is { } property && given.Add(property.Name))
            {
                yield return (property, members.ParseGiven(property, parameter, setsRequired));
            }
        }

        foreach (IPropertySymbol property in travelling)
        {
            if (!given.Contains(property.Name) && members.ParseAssigned(property) is { } member)
            {
                yield return (property, member);
            }
        }
    }

    /// <summary>Fields never travel, and an object without its required members cannot be created.</summary>
    private void CheckLeftOut(INamedTypeSymbol type, TypeSite site)
    {
        HiddenMembers.Check(type, site, compilation, problems);
        foreach (IFieldSymbol field in ContractProperties.FieldsOf(type))
        {
            if (field.IsRequired)
            {
                AddRequired(field, "fields do not travel", "Make it a property");
            }
            else if (!ContractProperties.IsIgnored(field) && !field.IsImplicitlyDeclared && HiddenMembers.FindAttribute(field) is null)
            {
                Location location = site.LocationOf(field, compilation);
                problems.Add(TypeDiagnostics.MemberNotSent, location, field.ToReadableMember(), "a field", "Make it a property");
            }
        }

        foreach (IPropertySymbol property in ContractProperties.Of(type, compilation))
        {
            if (property.IsRequired && ContractProperties.IsIgnored(property))
            {
                AddRequired(property, "it is ignored", "Remove 'required'");
            }

            if (!IsMember(property))
            {
                new Contradictions(site, compilation, problems).Check(property);
            }
        }

        void AddRequired(ISymbol member, string reason, string remedy)
            => problems.Add(
                TypeDiagnostics.NoConstructor,
                site.LocationOf(member, compilation),
                type.ToReadableName(),
                $"'{member.Name}' is required, but {reason}",
                remedy);
    }

    private void CheckNames(List<(IPropertySymbol Property, MemberModel Model)> members, TypeSite site)
    {
        var names = new Dictionary<string, IPropertySymbol>();
        foreach ((IPropertySymbol property, MemberModel model) in members)
        {
            if (names.TryGetValue(model.JsonName, out IPropertySymbol? first))
            {
                problems.Add(
                    TypeDiagnostics.DuplicateJsonName,
                    site.LocationOf(property, compilation),
                    property.ToReadableMember(),
                    first.ToReadableMember(),
                    model.JsonName);
            }
            else
            {
                names.Add(model.JsonName, property);
            }
        }
    }
}
