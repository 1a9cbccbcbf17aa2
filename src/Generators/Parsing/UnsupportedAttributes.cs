using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Finds attributes by which other libraries would put something else on the wire. TypedWs does not honour them, and says so.</summary>
internal static class UnsupportedAttributes
{
    private const string UnknownMembers = "members that a contract does not know are skipped";

    private static readonly Dictionary<string, (string Reason, string Remedy)> Always = new()
    {
        [MessagePackAttributes.Namespace + "MessagePackFormatterAttribute"]
            = ("a formatter needs MessagePackSerializerOptions, which native AOT cannot have", "Declare the member with the type that travels"),
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

        return name switch
        {
            JsonAttributes.Namespace + "JsonConverterAttribute" => null,
            _ when JsonAttributes.IsConverter(type)
                => (string.Empty, "what makes the converter is known at run time only", "Use [JsonConverter(typeof(…))]"),
            JsonAttributes.Namespace + "JsonIgnoreAttribute" when JsonAttributes.ConditionOf(attribute) > 3
                => ("(Condition = …)", "a member travels in both directions or in none", "Use WhenWritingNull, WhenWritingDefault or no condition"),
            JsonAttributes.Namespace + "JsonUnmappedMemberHandlingAttribute" when attribute.ConstructorArguments is [{ Value: not 0 }]
                => (string.Empty, UnknownMembers, "Remove the attribute"),
            JsonAttributes.Namespace + "JsonObjectCreationHandlingAttribute" when attribute.ConstructorArguments is [{ Value: not 0 }]
                => (string.Empty, "members are replaced, never filled", "Remove the attribute"),
            "System.ObsoleteAttribute" when attribute.ConstructorArguments is [_, { Value: true }]
                => ("(error: true)", "generated code has to use it", "Make it a warning"),
            "System.ObsoleteAttribute" when attribute.NamedArguments.Any(static argument => argument.Key == "DiagnosticId")
                => ("(DiagnosticId = …)", "generated code has to use it, and cannot silence a warning of your own", "Remove the id"),
            _ => null,
        };
    }
}
