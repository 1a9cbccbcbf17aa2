using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes a <see cref="ProtocolModel"/> of a class marked <c>[Protocol]</c>.</summary>
internal static class ProtocolParser
{
    public static Parsed<ProtocolModel> Parse(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        Location attributeLocation = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? type.Locations[0];
        var model = new ProtocolModel(
            type.ToQualifiedName(),
            type.ContainingNamespace.IsGlobalNamespace ? string.Empty : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.IsRecord,
            ProtocolPrefix.Of(type),
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            NameOf(attribute),
            VersionOf(attribute),
            attribute.NamedArguments.Any(static argument => argument is { Key: "RefuseUnknownEnumValues", Value.Value: true }));

        CheckShape(type, problems, cancellationToken);
        if (!WireNames.IsProtocolName(model.WireName))
        {
            problems.Add(ContractDiagnostics.ProtocolName, attributeLocation, type.Name, model.WireName);
        }

        if (model.Version < 1)
        {
            problems.Add(ContractDiagnostics.ProtocolVersion, attributeLocation, type.Name, model.Version);
        }

        GeneratedTypeNames.CheckTaken(type, model, compilation, problems);
        return new Parsed<ProtocolModel>(problems.HasErrors ? null : model, problems.All);
    }

    /// <summary>The name in the attribute; empty while the user is still typing it.</summary>
    public static string NameOf(AttributeData attribute)
        => attribute.ConstructorArguments is [{ Value: string name }] ? name : string.Empty;

    private static int VersionOf(AttributeData attribute)
        => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Version").Value is { Value: int version } ? version : 1;

    private static void CheckShape(INamedTypeSymbol type, ProblemList problems, CancellationToken cancellationToken)
    {
        (string What, string Remedy)? flaw = type switch
        {
            { ContainingType: { } outer } => ($"nested in '{outer.Name}'", $"Move it out of '{outer.Name}'"),
            { IsGenericType: true } => ("generic", "Remove its type parameters"),
            { IsStatic: true } => ("static", "Remove 'static'"),
            { IsFileLocal: true } => ("file-local", "Remove 'file'"),
            _ when !IsPartial(type, cancellationToken) => ("not partial", "Add 'partial'"),
            _ => null,
        };

        if (flaw is { } found)
        {
            problems.Add(ContractDiagnostics.ProtocolShape, type.Locations[0], type.Name, found.What, found.Remedy);
        }
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.All(reference
            => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
