using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the attributes of System.Text.Json that TypedWs honours.</summary>
internal static class JsonAttributes
{
    public const string Namespace = "System.Text.Json.Serialization.";

    // The values of JsonIgnoreCondition. Always is the default of the attribute, too.
    private const int Always = 1;
    private const int WhenWritingDefault = 2;
    private const int WhenWritingNull = 3;

    public static string? FindPropertyName(IPropertySymbol property) => FindName(property, "JsonPropertyNameAttribute");

    public static string? FindEnumMemberName(IFieldSymbol field) => FindName(field, "JsonStringEnumMemberNameAttribute");

    public static bool IsRequired(IPropertySymbol property) => Has(property, "JsonRequiredAttribute");

    public static bool IsIncluded(ISymbol member) => Has(member, "JsonIncludeAttribute");

    public static bool IsExtensionData(ISymbol member) => Has(member, "JsonExtensionDataAttribute");

    public static bool IsConstructor(IMethodSymbol constructor) => Has(constructor, "JsonConstructorAttribute");

    public static bool IsIgnored(ISymbol member)
        => member.FindAttribute(Namespace + "JsonIgnoreAttribute") is { } attribute && ConditionOf(attribute) == Always;

    /// <summary>Where the member stands among those of its type in JSON; smaller numbers first.</summary>
    public static int OrderOf(IPropertySymbol property) => FindNumber(property, "JsonPropertyOrderAttribute") ?? 0;

    /// <summary>The flags of <c>JsonNumberHandling</c>, or null where the attribute is missing.</summary>
    public static int? FindNumberHandling(ISymbol symbol) => FindNumber(symbol, "JsonNumberHandlingAttribute");

    /// <summary>The condition of a <c>[JsonIgnore]</c>.</summary>
    public static int ConditionOf(AttributeData attribute)
        => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value is { Value: int condition }
            ? condition
            : Always;

    /// <summary>When a member that is not ignored altogether is written.</summary>
    public static WriteCondition WriteConditionOf(IPropertySymbol property)
        => (property.FindAttribute(Namespace + "JsonIgnoreAttribute") is { } attribute ? ConditionOf(attribute) : 0) switch
        {
            WhenWritingDefault => property.Type.IsReferenceType ? WriteCondition.NotNull : WriteCondition.NotDefault,
            WhenWritingNull => WriteCondition.NotNull,
            _ => WriteCondition.Always,
        };

    /// <summary>The attribute that names a converter; one that is derived from <c>[JsonConverter]</c>, too.</summary>
    public static AttributeData? FindConverter(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(static attribute => IsConverter(attribute.AttributeClass));

    public static bool IsConverter(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(Namespace + "JsonConverterAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.FindAttribute(Namespace + attribute) is not null;

    private static string? FindName(ISymbol symbol, string attribute)
        => symbol.FindAttribute(Namespace + attribute) is { ConstructorArguments: [{ Value: string name }] } ? name : null;

    private static int? FindNumber(ISymbol symbol, string attribute)
        => symbol.FindAttribute(Namespace + attribute) is { ConstructorArguments: [{ Value: int number }] } ? number : null;
}
