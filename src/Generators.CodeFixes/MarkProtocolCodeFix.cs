using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Marks the class that a message names as its protocol.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MarkProtocolCodeFix() : ContractCodeFix<AttributeSyntax>(ContractDiagnostics.NotAProtocol)
{
    private protected override void Register(CodeFixContext context, SyntaxNode root, AttributeSyntax node, SemanticModel model)
    {
        if (model.GetSymbolInfo(node, context.CancellationToken).Symbol?.ContainingType is { TypeArguments: [INamedTypeSymbol { TypeKind: TypeKind.Class } named] }
            && named.FindAttribute(ContractAttributes.Protocol) is null
            && named.DeclaringSyntaxReferences is [var declaration])
        {
            Offer(context, $"Mark '{named.Name}' [Protocol]", token => MarkAsync(context.Document.Project.Solution, named, declaration, token));
        }
    }

    private static async Task<Document> MarkAsync(Solution solution, INamedTypeSymbol type, SyntaxReference declaration, CancellationToken cancellationToken)
    {
        Document document = solution.GetDocument(declaration.SyntaxTree)!;
        SyntaxNode root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var old = (TypeDeclarationSyntax)await declaration.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        string name = JsonNames.Of(ProtocolPrefix.Of(type), NamingPolicy.KebabCaseLower);
        SyntaxNode marked = AttributeSyntaxes.Add(MakePartialCodeFix.MakePartial(old), $"global::TypedWs.Protocol(\"{name}\")");
        return document.WithSyntaxRoot(root.ReplaceNode(old, marked));
    }
}
