using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the attributes of System.Text.Json that TypedWs honours.</summary>
internal static class JsonAttributes
{
    public const string Namespace = "System.Text.Json.Serialization.";

    /// <summary><c>JsonIgnoreCondition.Always</c>, which is the default of the attribute, too.</summary>
    private const int Always = 1;

    public static string? FindPropertyName(IPropertySymbol property) => FindName(property, "JsonPropertyNameAttribute");

    public static string? FindEnumMemberName(IFieldSymbol field) => FindName(field, "JsonStringEnumMemberNameAttribute");

    public static bool IsRequired(IPropertySymbol property) => property.FindAttribute(Namespace + "JsonRequiredAttribute") is not null;

    public static bool IsConstructor(IMethodSymbol constructor) => constructor.FindAttribute(Namespace + "JsonConstructorAttribute") is not null;

    public static bool IsIgnored(ISymbol member)
        => member.FindAttribute(Namespace + "JsonIgnoreAttribute") is { } attribute && ConditionOf(attribute) == Always;

    /// <summary>The condition of a <c>[JsonIgnore]</c>.</summary>
    public static int ConditionOf(AttributeData attribute)
        => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value is { Value: int condition }
            ? condition
            : Always;

    private static string? FindName(ISymbol symbol, string attribute)
        => symbol.FindAttribute(Namespace + attribute) is { ConstructorArguments: [{ Value: string name }] } ? name : null;
}
