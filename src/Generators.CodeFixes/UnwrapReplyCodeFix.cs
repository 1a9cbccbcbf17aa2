using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Replaces <c>IReturns&lt;Task&lt;Joined&gt;&gt;</c> by <c>IReturns&lt;Joined&gt;</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnwrapReplyCodeFix() : ContractCodeFix<TypeDeclarationSyntax>(TypeDiagnostics.UnsupportedReply)
{
    private protected override void Register(CodeFixContext context, SyntaxNode root, TypeDeclarationSyntax node, SemanticModel model)
    {
        GenericNameSyntax? returns = node.BaseList?.Types
            .Select(static candidate => candidate.Type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault())
            .FirstOrDefault(static name => name?.Identifier.ValueText == "IReturns");
        if (returns?.TypeArgumentList.Arguments is not [var reply]
            || model.GetTypeInfo(reply, context.CancellationToken).Type is not INamedTypeSymbol { Name: "Task" or "ValueTask" } task)
        {
            return;
        }

        SimpleNameSyntax name = reply is QualifiedNameSyntax qualified ? qualified.Right : (SimpleNameSyntax)reply;
        SyntaxNode replacement = name is GenericNameSyntax { TypeArgumentList.Arguments: [var result] }
            ? returns.WithTypeArgumentList(SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList(result))).WithTriviaFrom(returns)
            : SyntaxFactory.IdentifierName(returns.Identifier.WithTrailingTrivia(returns.GetTrailingTrivia()));
        Offer(context, root, task.IsGenericType ? "Return the task's result" : "Return nothing", returns, () => replacement);
    }
}
