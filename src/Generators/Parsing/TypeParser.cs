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
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<string> _known = [];
    private readonly List<TypeModel> _types = [];

    public TypeParser(Compilation compilation, ProblemList problems, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _problems = problems;
        _cancellationToken = cancellationToken;
        _objects = new ObjectParser(compilation, problems, this);
        _unions = new UnionParser(compilation, problems, this);
    }

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
            return Add(new PrimitiveModel(name, primitive));
        }

        if (KnownScalars.Find(type) is { } scalar)
        {
            return Add(new ScalarModel(name, scalar));
        }

        if (type is INamedTypeSymbol polymorphic && PolymorphismAttributes.ArePresent(type))
        {
            return ParseDeclared(polymorphic, name, site);
        }

        return ParseComposed(type, name, site);
    }

    /// <summary>Parses a type as itself, even where it is polymorphic.</summary>
    /// <returns>The name of its model.</returns>
    public string ParsePlain(INamedTypeSymbol type, TypeSite site)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName();
        if (!PolymorphismAttributes.ArePresent(type))
        {
            return ParseComposed(type, name, site);
        }

        name += ObjectModel.ItselfSuffix;
        if (_known.Add(name) && _objects.Parse(type, name, site) is { } model)
        {
            _types.Add(model);
        }

        return name;
    }

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

        string keyName = ParseNotNull(key, site);
        string valueName = Parse(value, site);
        string name = $"{definition}<{keyName}, {valueName}>";
        return key.SpecialType == SpecialType.System_String && KnownCollections.HasStringKeysByDefault(factory)
            ? Add(new CompositeModel(name, CompositeShape.Map, factory, [valueName]))
            : Add(new CompositeModel(name, CompositeShape.Map, factory, [keyName, valueName]));
    }

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
            _types.Add(EnumParser.Parse(type, name));
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
