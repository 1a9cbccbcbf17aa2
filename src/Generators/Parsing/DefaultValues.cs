using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Parsing;

/// <summary>Default values of parameters, as C#.</summary>
internal static class DefaultValues
{
    /// <summary>The parameter's own default value, or null where it has none.</summary>
    public static string? Of(IParameterSymbol parameter)
        => parameter.HasExplicitDefaultValue ? Of(parameter.Type, parameter.ExplicitDefaultValue) : null;

    /// <summary>A placeholder for a value that is assigned later.</summary>
    public static string PlaceholderOf(ITypeSymbol type) => MayBeNull(type) || type.IsValueType ? "default" : "default!";

    /// <summary>Whether null is a value of the type; types from code without nullable annotations count as nullable.</summary>
    public static bool MayBeNull(ITypeSymbol type)
        => type.IsValueType
            ? type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            : type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    private static string Of(ITypeSymbol type, object? value)
    {
        if (value is null)
        {
            return MayBeNull(type) ? "null" : PlaceholderOf(type);
        }

        ITypeSymbol underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return underlying is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration ? OfEnum(enumeration, value) : OfPrimitive(value);
    }

    private static string OfEnum(INamedTypeSymbol type, object value)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.None).ToQualifiedName();
        IFieldSymbol? member = type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        if (member is not null)
        {
            return $"{name}.{Identifiers.Escape(member.Name)}";
        }

        string number = OfPrimitive(value);
        return number[0] == '-' ? $"({name})({number})" : $"({name}){number}";
    }

    private static string OfPrimitive(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}
