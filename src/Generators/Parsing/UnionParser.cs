using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>
/// Makes <see cref="UnionModel"/>s of polymorphic types. A format whose own attribute says nothing of a case takes what that of the other says.
/// </summary>
internal sealed class UnionParser(Compilation compilation, ProblemList problems, TypeParser types)
{
    public UnionModel Parse(INamedTypeSymbol type, string name, TypeSite site)
    {
        TypeSite own = site with { Location = site.LocationOf(type, compilation) };
        if (PolymorphismAttributes.FindUnsupportedOption(type) is { } option)
        {
            problems.Add(
                TypeDiagnostics.UnsupportedAttribute,
                LocationOf(PolymorphismAttributes.FindPolymorphic(type)!, own),
                type.ToReadableName(),
                $"[JsonPolymorphic({option} = …)]",
                "what is no known case is refused",
                "Remove the option, and list all cases");
        }

        List<Case> cases = FindCases(type, own);
        string member = PolymorphismAttributes.MemberOf(type);
        CheckDistinct(type, cases, own);
        foreach (Case item in cases)
        {
            CheckMembers(type, item, member);
        }

        return new UnionModel(
            name,
            ObjectParser.SimpleNameOf(type),
            member,
            cases.Select(item => ParseCase(item, own)).ToEquatableArray());
    }

    private static string? ToLiteral(object? discriminator) => discriminator switch
    {
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private UnionCaseModel ParseCase(Case item, TypeSite site)
        => new(
            types.ParseCase(item.Type, site with { Location = item.Location }),
            ToLiteral(item.Json ?? item.MessagePack),
            ToLiteral(item.MessagePack ?? item.Json));

    private List<Case> FindCases(INamedTypeSymbol type, TypeSite site)
    {
        var cases = new List<Case>();
        foreach ((AttributeData attribute, ITypeSymbol derived, object? discriminator) in PolymorphismAttributes.DerivedTypesOf(type))
        {
            Location location = LocationOf(attribute, site);
            if (Check(type, derived, location) is not { } named)
            {
                continue;
            }

            if (cases.Any(item => item.Is(named)))
            {
                Report(type, location, $"lists '{derived.ToReadableName()}' twice", "Keep one of the attributes");
                continue;
            }

            cases.Add(new Case(named, location) { Json = discriminator });
        }

        foreach ((AttributeData attribute, ITypeSymbol? derived, object? number) in PolymorphismAttributes.UnionsOf(type))
        {
            Location location = LocationOf(attribute, site);
            if (derived is null)
            {
                Report(type, location, "names a case by a string", "Name it by typeof(…)");
            }
            else if (Check(type, derived, location) is { } named)
            {
                Case? item = cases.FirstOrDefault(candidate => candidate.Is(named));
                if (item is null)
                {
                    cases.Add(item = new Case(named, location));
                }
                else if (item.MessagePack is not null)
                {
                    Report(type, location, $"lists '{derived.ToReadableName()}' twice", "Keep one of the attributes");
                }

                item.MessagePack = number;
            }
        }

        if (!PolymorphismAttributes.DerivedTypesOf(type).Any() && !PolymorphismAttributes.UnionsOf(type).Any())
        {
            Report(type, site.Location, "lists no case", "Add [JsonDerivedType(typeof(…), \"…\")] for each type that it may be");
        }

        foreach (Case item in cases.Where(item => item.Json is null && item.MessagePack is null && !item.Is(type)))
        {
            Report(
                type,
                item.Location,
                $"lists '{item.Type.ToReadableName()}' without a discriminator, so a receiver could not tell what it got",
                "Add one, as in [JsonDerivedType(typeof(Circle), \"circle\")]");
        }

        // The type itself has no discriminator, as System.Text.Json has it, unless it is listed with one.
        if (type is { IsAbstract: false, TypeKind: not TypeKind.Interface } && !cases.Any(item => item.Is(type)))
        {
            cases.Add(new Case(type, site.Location));
        }

        return cases;
    }

    private INamedTypeSymbol? Check(INamedTypeSymbol type, ITypeSymbol derived, Location location)
    {
        if (derived is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named)
        {
            problems.AddReportedElsewhere();
            return null;
        }

        if (named.IsUnboundGenericType)
        {
            Report(type, location, $"lists '{named.ToReadableName()}', which is generic", "Name the type with its arguments");
            return null;
        }

        if (!compilation.ClassifyCommonConversion(named, type).IsImplicit)
        {
            Report(type, location, $"lists '{named.ToReadableName()}', which does not derive from it", "Name a type that does");
            return null;
        }

        if (named.IsAbstract)
        {
            Report(type, location, $"lists '{named.ToReadableName()}', which is abstract", "Name the types that a receiver can create");
            return null;
        }

        // Where the polymorphic type has a converter, that writes all of its JSON, its own case's included.
        if (JsonAttributes.FindConverter(named) is not null && !SymbolEqualityComparer.Default.Equals(named, type))
        {
            Report(
                type,
                location,
                $"lists '{named.ToReadableName()}', which has a [JsonConverter], where a case is an object with a discriminator",
                "Remove the converter; the polymorphic type may have one that writes all cases");
            return null;
        }

        return named;
    }

    private void CheckDistinct(INamedTypeSymbol type, List<Case> cases, TypeSite site)
    {
        foreach (bool isJson in new[] { true, false })
        {
            var taken = new Dictionary<object, Case>();
            foreach (Case item in cases)
            {
                if ((isJson ? item.Json ?? item.MessagePack : item.MessagePack ?? item.Json) is not { } discriminator)
                {
                    continue;
                }

                if (taken.TryGetValue(discriminator, out Case? first))
                {
                    Report(
                        type,
                        item.Location,
                        $"lists '{first.Type.ToReadableName()}' and '{item.Type.ToReadableName()}' with one discriminator in "
                        + (isJson ? "JSON" : "MessagePack"),
                        "Give each a discriminator of its own");
                    return;
                }

                taken.Add(discriminator, item);
            }
        }
    }

    private void CheckMembers(INamedTypeSymbol type, Case item, string member)
    {
        // Readers take a name in another case for the member's, so case does not tell them apart.
        IPropertySymbol? conflict = ContractProperties.Of(item.Type, compilation).FirstOrDefault(property
            => !ContractProperties.IsIgnored(property)
                && !JsonAttributes.IsExtensionData(property)
                && JsonNames.Of(property, types.Policy.Naming).Equals(member, StringComparison.OrdinalIgnoreCase));
        if (conflict is not null)
        {
            Report(
                type,
                item.Location,
                $"has its discriminator in \"{member}\", which is also the JSON name of '{conflict.ToReadableMember()}'",
                "Rename one of them: [JsonPolymorphic(TypeDiscriminatorPropertyName = \"…\")]");
        }
    }

    private Location LocationOf(AttributeData attribute, TypeSite site)
        => attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax().GetLocation()
            : site.Location;

    private void Report(INamedTypeSymbol type, Location location, string flaw, string remedy)
        => problems.Add(TypeDiagnostics.PolymorphicType, location, type.ToReadableName(), flaw, remedy);

    private sealed class Case(INamedTypeSymbol type, Location location)
    {
        public INamedTypeSymbol Type { get; } = type;

        public Location Location { get; } = location;

        public object? Json { get; init; }

        public object? MessagePack { get; set; }

        public bool Is(ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(Type, other);
    }
}
