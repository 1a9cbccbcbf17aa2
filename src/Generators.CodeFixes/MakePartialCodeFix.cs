using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Makes a protocol partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartialCodeFix() : ContractCodeFix<TypeDeclarationSyntax>(ContractDiagnostics.ProtocolShape)
{
    private protected override void Register(CodeFixContext context, SyntaxNode root, TypeDeclarationSyntax node, SemanticModel model)
    {
        if (!node.Modifiers.Any(SyntaxKind.PartialKeyword) && node.Parent is not TypeDeclarationSyntax)
        {
            Offer(context, root, "Make it partial", node, () => MakePartial(node));
        }
    }

    /// <summary>The type with <c>partial</c>, which stands before the keyword.</summary>
    internal static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword);
        return type.Modifiers.Any()
            ? type.AddModifiers(partial).WithAdditionalAnnotations(Formatter.Annotation)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia(SyntaxFactory.Space))
                .AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia))
                .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
