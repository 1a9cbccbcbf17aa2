using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Makes a member travel, or says that it is meant not to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SendMemberCodeFix() : ContractCodeFix<MemberDeclarationSyntax>(TypeDiagnostics.MemberNotSent)
{
    private const string Ignore = "global::System.Text.Json.Serialization.JsonIgnore";

    private protected override void Register(CodeFixContext context, SyntaxNode root, MemberDeclarationSyntax node, SemanticModel model)
    {
        switch (node)
        {
            case FieldDeclarationSyntax { Declaration.Variables: [var variable] } field:
                Offer(context, root, "Make it a property", field, () => ToProperty(field, variable));
                break;
            case PropertyDeclarationSyntax { AccessorList: { } accessors } property when !accessors.Accessors.Any(SyntaxKind.SetAccessorDeclaration):
                Offer(context, root, "Add 'init'", property, () => property.WithAccessorList(accessors.AddAccessors(Accessor(SyntaxKind.InitAccessorDeclaration))));
                break;
        }

        Offer(context, root, "Mark it [JsonIgnore]", node, () => AttributeSyntaxes.Add(node, Ignore));
    }

    private static PropertyDeclarationSyntax ToProperty(FieldDeclarationSyntax field, VariableDeclaratorSyntax variable)
    {
        bool isReadOnly = field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);
        PropertyDeclarationSyntax property = SyntaxFactory
            .PropertyDeclaration(field.Declaration.Type.WithTrailingTrivia(SyntaxFactory.Space), variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
            .WithAttributeLists(field.AttributeLists)
            .WithModifiers([.. field.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword))])
            .AddAccessorListAccessors(
                Accessor(SyntaxKind.GetAccessorDeclaration),
                Accessor(isReadOnly ? SyntaxKind.InitAccessorDeclaration : SyntaxKind.SetAccessorDeclaration));
        if (variable.Initializer is { } initializer)
        {
            property = property.WithInitializer(initializer).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        }

        return property.WithTriviaFrom(field).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static AccessorDeclarationSyntax Accessor(SyntaxKind kind)
        => SyntaxFactory.AccessorDeclaration(kind).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
}
