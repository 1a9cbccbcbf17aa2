using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Makes a static of a type that travels read-only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakeReadOnlyCodeFix() : ContractCodeFix<MemberDeclarationSyntax>(TypeDiagnostics.MutableStatic)
{
    private const string Title = "Make it read-only";

    private protected override void Register(CodeFixContext context, SyntaxNode root, MemberDeclarationSyntax node, SemanticModel model)
    {
        switch (node)
        {
            case FieldDeclarationSyntax field:
                Offer(context, root, Title, field, () => field
                    .AddModifiers(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword))
                    .WithAdditionalAnnotations(Formatter.Annotation));
                break;
            case PropertyDeclarationSyntax { AccessorList: { } accessors } property:
                AccessorDeclarationSyntax[] getters = [.. accessors.Accessors.Where(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration))];
                Offer(context, root, Title, property, () => property
                    .WithAccessorList(accessors.WithAccessors([.. getters]))
                    .WithAdditionalAnnotations(Formatter.Annotation));
                break;
        }
    }
}
