using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes <see cref="TypeModel"/>s of a type and of all that it contains. One instance serves one message.</summary>
internal sealed class TypeParser
{
    private static readonly SymbolDisplayFormat WithoutArguments
        = SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private readonly Compilation _compilation;
    private readonly ProblemList _problems;
    private readonly ObjectParser _objects;
    private readonly UnionParser _unions;
    private readonly ConverterParser _converters;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<string> _known = [];
    private readonly List<TypeModel> _types = [];

    public TypeParser(Compilation compilation, ProblemList problems, ContractPolicy policy, CancellationToken cancellationToken)
    {
        Policy = policy;
        _compilation = compilation;
        _problems = problems;
        _cancellationToken = cancellationToken;
        _objects = new ObjectParser(compilation, problems, this);
        _unions = new UnionParser(compilation, problems, this);
        _converters = new ConverterParser(compilation, problems);
    }

    /// <summary>What the protocol says of all types.</summary>
    public ContractPolicy Policy { get; }

    /// <summary>What was found, each after what it is made of, unless it contains itself.</summary>
    public IReadOnlyList<TypeModel> Types => _types;

    /// <summary>Parses a type where null is a value if the type says so.</summary>
    /// <returns>The type's name, which identifies its model.</returns>
    public string Parse(ITypeSymbol type, TypeSite site)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return AddComposite(CompositeShape.NullableValue, "Nullable", ParseNotNull(nullable.TypeArguments[0], site), "{0}?");
        }

        if (type.IsReferenceType && DefaultValues.MayBeNull(type) && FindConverter(type, site) is { } converter)
        {
            return AddConverted(type, converter, site, isNullable: true);
        }

        return type.IsReferenceType && DefaultValues.MayBeNull(type)
            ? AddComposite(CompositeShape.NullableReference, "NullableReference", ParseNotNull(type, site), "{0}?")
            : ParseNotNull(type, site);
    }

    /// <summary>Parses a type where null is no value, such as a message.</summary>
    /// <returns>The type's name, which identifies its model.</returns>
    public string ParseNotNull(ITypeSymbol type, TypeSite site)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName();
        if (KnownPrimitives.Find(type) is { } primitive)
        {
            return ParseValue(type, new PrimitiveModel(name, primitive), site);
        }

        if (KnownScalars.Find(type) is { } scalar)
        {
            return ParseValue(type, new ScalarModel(name, scalar), site);
        }

        return FindConverter(type, site) is { } converter ? AddConverted(type, converter, site, isNullable: false) : ParsePlain(type, name, site);
    }

    /// <summary>Parses a case of a polymorphic type: as itself, even where it is polymorphic.</summary>
    /// <returns>The name of its model.</returns>
    public string ParseCase(INamedTypeSymbol type, TypeSite site)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName();
        if (!PolymorphismAttributes.ArePresent(type))
        {
            return ParseComposed(type, name, site);
        }

        name = TypeKeys.Vary(name, "Itself");
        if (_known.Add(name) && _objects.Parse(type, name, site) is { } model)
        {
            _types.Add(model);
        }

        return name;
    }

    /// <summary>Parses a type that this use of it writes in JSON with a converter.</summary>
    /// <returns>The name of this use of the type.</returns>
    public string ParseConverted(ITypeSymbol type, Conversion conversion, TypeSite site)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && !conversion.TakesNullable)
        {
            return AddComposite(CompositeShape.NullableValue, "Nullable", ParseConverted(nullable.TypeArguments[0], conversion, site), "{0}?");
        }

        if (conversion.Converter is { } converter)
        {
            bool isNullable = DefaultValues.MayBeNull(type);
            string element = Parse(type, site with { Unsupported = TypeDiagnostics.ConvertedInJsonOnly });
            return AddAdapted(TypeKeys.Vary(element, converter), element, converter, isNullable);
        }

        string name = type.ToQualifiedName();
        return type is INamedTypeSymbol enumeration && (FindConverter(type, site) is not null || IsNumber(enumeration, site) != conversion.IsNumber)
            ? Add(EnumParser.Parse(enumeration, TypeKeys.Vary(name, conversion.IsNumber ? "Number" : "Name"), conversion.IsNumber))
            : Parse(type, site);
    }

    private string ParseValue(ITypeSymbol type, TypeModel model, TypeSite site)
    {
        string name = Add(model);
        return site.NumberHandling is { } handling && NumberHandling.IsNumber(type) ? Add(NumberHandling.Adapt(name, handling)) : name;
    }

    private bool IsNumber(INamedTypeSymbol enumeration, TypeSite site) => _converters.FindOnType(enumeration, site)?.IsNumber ?? Policy.EnumsAreNumbers;

    private string? FindConverter(ITypeSymbol type, TypeSite site)
        => type is INamedTypeSymbol named && _converters.FindOnType(named, site)?.Converter is { } converter ? converter : null;

    private string AddConverted(ITypeSymbol type, string converter, TypeSite site, bool isNullable)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName();
        string plain = TypeKeys.Vary(name, "AsItIs");
        string adapted = isNullable ? name + "?" : name;
        if (!_known.Add(adapted))
        {
            return adapted;
        }

        string element = ParsePlain(type, plain, site with { Unsupported = TypeDiagnostics.ConvertedInJsonOnly });
        _known.Remove(adapted);
        return AddAdapted(
            adapted,
            isNullable ? AddComposite(CompositeShape.NullableReference, "NullableReference", element, "{0}?") : element,
            converter,
            isNullable);
    }

    private string AddAdapted(string name, string element, string converter, bool isNullable)
        => Add(new AdaptedModel(name, "Converted", "Converted", element, $"new {converter}()" + (isNullable ? ", isNullable: true" : string.Empty)));

    /// <summary>Parses a type without a converter.</summary>
    private string ParsePlain(ITypeSymbol type, string name, TypeSite site)
        => type is INamedTypeSymbol polymorphic && PolymorphismAttributes.ArePresent(type)
            ? ParseDeclared(polymorphic, name, site)
            : ParseComposed(type, name, site);

    private string ParseComposed(ITypeSymbol type, string name, TypeSite site)
    {
        if (type is INamedTypeSymbol tuple && TupleParser.IsTuple(tuple))
        {
            return Add(TupleParser.Parse(tuple, this, site));
        }

        if (UnsupportedTypes.Find(type) is { } flaw)
        {
            _problems.Add(site.Unsupported, site.Location, site.Subject, type.ToReadableName(), flaw.Reason, flaw.Remedy);
            return name;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return AddComposite(CompositeShape.Sequence, "Array", Parse(array.ElementType, site), "{0}[]");
            case INamedTypeSymbol named when KnownCollections.Find(named) is { } factory:
                return ParseCollection(named, factory, site);
            case INamedTypeSymbol named:
                return ParseDeclared(named, name, site);
            default:
                // The compiler reports types that do not exist.
                _problems.AddReportedElsewhere();
                return name;
        }
    }

    private string ParseCollection(INamedTypeSymbol type, string factory, TypeSite site)
    {
        string definition = type.ToDisplayString(WithoutArguments);
        if (type.TypeArguments is not [var key, var value])
        {
            return AddComposite(CompositeShape.Sequence, factory, Parse(type.TypeArguments[0], site), definition + "<{0}>");
        }

        string keyName = ParseKey(key, site with { NumberHandling = null });
        string valueName = Parse(value, site);
        string name = $"{definition}<{keyName}, {valueName}>";
        return key.SpecialType == SpecialType.System_String && KnownCollections.HasStringKeysByDefault(factory)
            ? Add(new CompositeModel(name, CompositeShape.Map, factory, [valueName]))
            : Add(new CompositeModel(name, CompositeShape.Map, factory, [keyName, valueName]));
    }

    /// <summary>Keys are names in JSON, those of enums, too, whatever their values are elsewhere.</summary>
    private string ParseKey(ITypeSymbol key, TypeSite site)
        => key.TypeKind == TypeKind.Enum ? ParseConverted(key, new Conversion(Converter: null, IsNumber: false), site) : ParseNotNull(key, site);

    private string ParseDeclared(INamedTypeSymbol type, string name, TypeSite site)
    {
        if (!_known.Add(name))
        {
            return name;
        }

        if (type.TypeKind == TypeKind.Error)
        {
            _problems.AddReportedElsewhere();
        }
        else if (!type.IsAccessibleToGeneratedCode(_compilation))
        {
            _problems.Add(TypeDiagnostics.InaccessibleType, site.Location, site.Subject, type.ToReadableName(), type.DescribeAccessibility());
        }
        else if (type.TypeKind == TypeKind.Enum)
        {
            UnsupportedAttributes.Check(type, site, _compilation, _problems);
            _types.Add(EnumParser.Parse(type, name, IsNumber(type, site)));
        }
        else if (PolymorphismAttributes.ArePresent(type))
        {
            _types.Add(_unions.Parse(type, name, site));
        }
        else if (_objects.Parse(type, name, site) is { } model)
        {
            _types.Add(model);
        }

        return name;
    }

    private string AddComposite(CompositeShape shape, string factory, string element, string format)
        => Add(new CompositeModel(format.Replace("{0}", element), shape, factory, [element]));

    private string Add(TypeModel model)
    {
        if (_known.Add(model.Name))
        {
            _types.Add(model);
        }

        return model.Name;
    }
}
