using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes the <see cref="ExtensionDataModel"/> of the member marked <c>[JsonExtensionData]</c>, if there is one.</summary>
internal static class ExtensionDataParser
{
    private const string JsonObject = "System.Text.Json.Nodes.JsonObject";
    private const string Dictionary = "global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>";

    public static ExtensionDataModel? Parse(
        INamedTypeSymbol type,
        IReadOnlyList<IPropertySymbol> properties,
        TypeSite site,
        Compilation compilation,
        ProblemList problems)
    {
        IPropertySymbol[] marked = [.. properties.Where(JsonAttributes.IsExtensionData)];
        if (marked is not [var property])
        {
            if (marked.Length > 1)
            {
                Report(marked[1], $"'{marked[0].Name}' has it already", "Keep one of them");
            }

            return null;
        }

        bool isGeneric = type.IsGenericType || property.ContainingType.IsGenericType;
        (string Reason, string Remedy)? flaw = property switch
        {
            _ when CollectedAs(property.Type) is null
                => ("the member cannot hold unknown members", "Declare it as Dictionary<string, JsonElement>? or JsonObject?"),
            { IsRequired: true } => ("unknown members cannot be required", "Remove 'required'"),
            { SetMethod: null } => ("there may be nothing to fill", "Give the property a setter"),
            { SetMethod.IsInitOnly: true } when isGeneric => ("it is init-only in a generic type", "Make it settable"),
            { SetMethod: { } setter } when !setter.IsAccessibleToGeneratedCode(compilation) => ("generated code cannot access its setter", "Make the setter accessible"),
            _ => null,
        };
        if (flaw is { } found)
        {
            Report(property, found.Reason, found.Remedy);
            return null;
        }

        return new ExtensionDataModel(
            property.Name,
            CollectedAs(property.Type)!,
            property.SetMethod!.IsInitOnly ? MemberAssignment.InitAccessor : MemberAssignment.Setter,
            property.Type.ToQualifiedName(),
            property.ContainingType.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName());

        void Report(IPropertySymbol member, string reason, string remedy)
            => problems.Add(
                TypeDiagnostics.UnsupportedAttribute,
                site.LocationOf(member, compilation),
                member.ToReadableMember(),
                "[JsonExtensionData]",
                reason,
                remedy);
    }

    private static string? CollectedAs(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol named when named.Is(JsonObject) => "global::" + JsonObject,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, INamedTypeSymbol value] } named
            when value.Is("System.Text.Json.JsonElement")
                && (named.Is("System.Collections.Generic.Dictionary`2") || named.Is("System.Collections.Generic.IDictionary`2")) => Dictionary,
        _ => null,
    };
}
