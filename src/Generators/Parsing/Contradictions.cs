using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Finds attributes of one member that cannot both be honoured.</summary>
internal sealed class Contradictions(TypeSite site, Compilation compilation, ProblemList problems)
{
    private const string BothFormats = "a member travels in both formats or in neither";
    private const string RemoveOne = "Remove one of them";

    private static readonly string[] JsonOnly = ["JsonPropertyName", "JsonInclude", "JsonRequired", "JsonPropertyOrder"];

    public void Check(ISymbol member)
    {
        AttributeData? ignore = Find(member, "JsonIgnore");
        bool isIgnored = JsonAttributes.IsIgnored(member);
        string? key = MessagePackAttributes.DescribeKey(member);
        if (isIgnored && key is not null)
        {
            Report(member, $"[JsonIgnore] and {key}", BothFormats);
        }

        foreach (string attribute in JsonOnly)
        {
            if (Find(member, attribute) is not null && (isIgnored || MessagePackAttributes.IsIgnored(member)))
            {
                Report(member, $"{(isIgnored ? "[JsonIgnore]" : "[IgnoreMember]")} and [{attribute}]", isIgnored ? "it does not travel" : BothFormats);
            }
        }

        if (member is IPropertySymbol property)
        {
            CheckCondition(property, ignore);
            CheckExtensionData(property, key);
            if (JsonAttributes.FindConverter(property) is not null && Find(property, "JsonNumberHandling") is not null)
            {
                Report(member, "[JsonConverter] and [JsonNumberHandling]", "the converter alone decides how the number is written");
            }
        }
    }

    private void CheckCondition(IPropertySymbol property, AttributeData? ignore)
    {
        const int WhenWritingNull = 3;
        int condition = ignore is null ? 0 : JsonAttributes.ConditionOf(ignore);
        if (condition is not (2 or WhenWritingNull))
        {
            return;
        }

        string name = condition == WhenWritingNull ? "WhenWritingNull" : "WhenWritingDefault";
        if (property.IsRequired || JsonAttributes.IsRequired(property))
        {
            Report(
                property,
                $"[JsonIgnore(Condition = {name})] and {(property.IsRequired ? "'required'" : "[JsonRequired]")}",
                "a payload that leaves it out is refused");
        }

        if (condition == WhenWritingNull && property.Type.IsValueType && !DefaultValues.MayBeNull(property.Type))
        {
            Report(property, $"[JsonIgnore(Condition = {name})] and type '{property.Type.ToReadableName()}'", "it is never null", "Use WhenWritingDefault");
        }
    }

    private void CheckExtensionData(IPropertySymbol property, string? key)
    {
        if (!JsonAttributes.IsExtensionData(property))
        {
            return;
        }

        string? other = Find(property, "JsonPropertyName") is not null ? "[JsonPropertyName]" : key;
        if (other is not null)
        {
            Report(property, $"[JsonExtensionData] and {other}", "unknown members are written beside the known ones, in JSON only");
        }
    }

    private static AttributeData? Find(ISymbol member, string attribute) => member.FindAttribute($"{JsonAttributes.Namespace}{attribute}Attribute");

    private void Report(ISymbol member, string what, string reason, string remedy = RemoveOne)
        => problems.Add(TypeDiagnostics.Contradiction, site.LocationOf(member, compilation), member.ToReadableMember(), what, reason, remedy);
}
