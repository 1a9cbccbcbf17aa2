using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Finds attributes by which other libraries would put something else on the wire. TypedWs does not honour them, and says so.</summary>
internal static class UnsupportedAttributes
{
    private const string OwnFormat = "its codecs are generated and cannot call one of your own";
    private const string UnknownMembers = "members that a contract does not know are skipped";
    private const string ByName = "MessagePack objects are arrays";

    private static readonly Dictionary<string, (string Reason, string Remedy)> Always = new()
    {
        [JsonAttributes.Namespace + "JsonExtensionDataAttribute"] = (UnknownMembers, "Declare a Dictionary<string, T> member"),
        [JsonAttributes.Namespace + "JsonNumberHandlingAttribute"] = ("numbers are JSON numbers", "Declare the member as a string"),
        [JsonAttributes.Namespace + "JsonUnmappedMemberHandlingAttribute"] = (UnknownMembers, "Remove the attribute"),
        [JsonAttributes.Namespace + "JsonObjectCreationHandlingAttribute"] = ("members are replaced, never filled", "Remove the attribute"),
        [MessagePackAttributes.Namespace + "MessagePackFormatterAttribute"] = (OwnFormat, "Declare the member with the type that travels"),
        ["System.Diagnostics.CodeAnalysis.ExperimentalAttribute"] = ("generated code would have to opt in to it", "Remove the attribute"),
    };

    public static void Check(ISymbol symbol, TypeSite site, Compilation compilation, ProblemList problems)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Find(type, attribute) is { } flaw)
            {
                string subject = symbol is ITypeSymbol ? symbol.ToReadableName() : symbol.ToReadableMember();
                problems.Add(
                    TypeDiagnostics.UnsupportedAttribute,
                    site.LocationOf(symbol, compilation),
                    subject,
                    $"[{type.Name.Replace("Attribute", string.Empty)}{flaw.Detail}]",
                    flaw.Reason,
                    flaw.Remedy);
            }
        }
    }

    private static (string Detail, string Reason, string Remedy)? Find(INamedTypeSymbol type, AttributeData attribute)
    {
        string name = type.OriginalDefinition.GetMetadataName();
        if (Always.TryGetValue(name, out (string Reason, string Remedy) flaw))
        {
            return (string.Empty, flaw.Reason, flaw.Remedy);
        }

        if (IsConverter(type))
        {
            // Enums are written by name in JSON anyway.
            return attribute.ConstructorArguments is [{ Value: INamedTypeSymbol { Name: "JsonStringEnumConverter" } }]
                ? null
                : (string.Empty, OwnFormat, "Declare the member with the type that travels");
        }

        return name switch
        {
            JsonAttributes.Namespace + "JsonIgnoreAttribute" when JsonAttributes.ConditionOf(attribute) > 1
                => ("(Condition = …)", "a member travels always or never", "Use [JsonIgnore] without a condition, or a nullable member"),
            MessagePackAttributes.Namespace + "KeyAttribute" when attribute.ConstructorArguments is [{ Value: string key }]
                => ($"(\"{key}\")", ByName, "Use [Key] with a number; [JsonPropertyName] sets the name in JSON"),
            MessagePackAttributes.Namespace + "MessagePackObjectAttribute" when attribute.ConstructorArguments is [{ Value: true }, ..]
                => ("(keyAsPropertyName: true)", ByName, "Use [MessagePackObject] with numbered keys, or none"),
            "System.ObsoleteAttribute" when attribute.ConstructorArguments is [_, { Value: true }]
                => ("(error: true)", "generated code has to use it", "Make it a warning"),
            _ => null,
        };
    }

    private static bool IsConverter(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(JsonAttributes.Namespace + "JsonConverterAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
