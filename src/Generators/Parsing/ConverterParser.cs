using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads <c>[JsonConverter]</c>, on members and on types, and says what is wrong with the converter.</summary>
internal sealed class ConverterParser(Compilation compilation, ProblemList problems)
{
    /// <summary>The conversion of a member, or null where there is none that could be used.</summary>
    public Conversion? Find(IPropertySymbol property, TypeSite site)
        => JsonAttributes.FindConverter(property) is { } attribute
            ? Parse(attribute, property.Type, property.ToReadableMember(), site.LocationOf(property, compilation))
            : null;

    /// <summary>The conversion of a type wherever it is used, or null where there is none that could be used.</summary>
    public Conversion? FindOnType(INamedTypeSymbol type, TypeSite site)
        => JsonAttributes.FindConverter(type) is { } attribute
            ? Parse(attribute, type, type.ToReadableName(), site.LocationOf(type, compilation))
            : null;

    private Conversion? Parse(AttributeData attribute, ITypeSymbol type, string subject, Location location)
    {
        if (attribute is not { ConstructorArguments: [{ Value: INamedTypeSymbol converter }] } || converter.TypeKind == TypeKind.Error)
        {
            // Derived attributes are reported as unsupported, types that do not exist by the compiler.
            return null;
        }

        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        ITypeSymbol value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        if (IsOfEnums(converter) is { } isNumber)
        {
            return value.TypeKind == TypeKind.Enum ? new Conversion(null, isNumber) : Refuse("is a converter of enums", "Remove the attribute");
        }

        bool takesNullable = false;
        if (!DerivesFrom(converter, "JsonConverterFactory", out _))
        {
            if (!DerivesFrom(converter, "JsonConverter`1", out ITypeSymbol? converted))
            {
                return Refuse("is not derived from JsonConverter<T>", $"Derive it from JsonConverter<{value.ToReadableName()}>");
            }

            takesNullable = !SymbolEqualityComparer.Default.Equals(value, type) && SymbolEqualityComparer.Default.Equals(converted, type);
            if (!takesNullable && !SymbolEqualityComparer.Default.Equals(converted, value))
            {
                return Refuse($"is a converter of '{converted!.ToReadableName()}'", $"Derive it from JsonConverter<{value.ToReadableName()}>");
            }
        }

        if (converter.IsUnboundGenericType || converter.IsAbstract)
        {
            return Refuse("is abstract or generic, so it cannot be created", "Name a converter that can");
        }

        IMethodSymbol? constructor = converter.InstanceConstructors.FirstOrDefault(static candidate => candidate.Parameters.IsEmpty);
        return constructor is null || !constructor.IsAccessibleToGeneratedCode(compilation) || !converter.IsAccessibleToGeneratedCode(compilation)
            ? Refuse("has no constructor without parameters that generated code could call", "Give it one that is public or internal")
            : new Conversion(converter.ToQualifiedName(), TakesNullable: takesNullable);

        Conversion? Refuse(string flaw, string remedy)
        {
            problems.Add(TypeDiagnostics.UnusableConverter, location, subject, converter.ToReadableName(), flaw, remedy);
            return null;
        }
    }

    /// <summary>Whether an enum is written as a number; null for converters of other things.</summary>
    private static bool? IsOfEnums(INamedTypeSymbol converter) => converter.OriginalDefinition.GetMetadataName() switch
    {
        JsonAttributes.Namespace + "JsonStringEnumConverter" or JsonAttributes.Namespace + "JsonStringEnumConverter`1" => false,
        JsonAttributes.Namespace + "JsonNumberEnumConverter`1" => true,
        _ => null,
    };

    private static bool DerivesFrom(INamedTypeSymbol converter, string name, out ITypeSymbol? argument)
    {
        for (INamedTypeSymbol? type = converter; type is not null; type = type.BaseType)
        {
            if (type.Is(JsonAttributes.Namespace + name))
            {
                argument = type.TypeArguments.FirstOrDefault();
                return true;
            }
        }

        argument = null;
        return false;
    }
}
