using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Parses the types of members, in the form that their attributes give them.</summary>
internal sealed class MemberTypeParser(Compilation compilation, ProblemList problems, TypeParser types, INamedTypeSymbol owner)
{
    private readonly ConverterParser _converters = new(compilation, problems);

    /// <returns>The name of this use of the type.</returns>
    public string Parse(IPropertySymbol property, TypeSite site)
    {
        if (JsonAttributes.FindConverter(property) is not null)
        {
            return _converters.Find(property, site) is { } conversion
                ? types.ParseConverted(property.Type, conversion, site)
                : types.Parse(property.Type, site);
        }

        int? handling = JsonAttributes.FindNumberHandling(property);
        if (handling is not null && !NumberHandling.Applies(property.Type))
        {
            problems.Add(
                TypeDiagnostics.UnsupportedAttribute,
                site.LocationOf(property, compilation),
                property.ToReadableMember(),
                "[JsonNumberHandling]",
                "its type holds no numbers",
                "Remove the attribute");
        }

        handling ??= NumberHandling.Applies(property.Type) ? JsonAttributes.FindNumberHandling(owner) : null;
        return types.Parse(property.Type, site with { NumberHandling = handling });
    }
}
