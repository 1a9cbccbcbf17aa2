using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedWs.Generators.CodeFixes;

/// <summary>A fix that replaces the declaration at a diagnostic.</summary>
/// <typeparam name="TNode">The declaration.</typeparam>
public abstract class ContractCodeFix<TNode> : CodeFixProvider
    where TNode : SyntaxNode
{
    private protected ContractCodeFix(params DiagnosticDescriptor[] descriptors)
        => FixableDiagnosticIds = [.. Array.ConvertAll(descriptors, static descriptor => descriptor.Id)];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is { } node
            && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model)
        {
            Register(context, root, node, model);
        }
    }

    /// <summary>Offers what can be done.</summary>
    private protected abstract void Register(CodeFixContext context, SyntaxNode root, TNode node, SemanticModel model);

    /// <summary>Offers to replace a declaration in the same file.</summary>
    private protected static void Offer(CodeFixContext context, SyntaxNode root, string title, SyntaxNode old, Func<SyntaxNode> replace)
        => Offer(context, title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, replace()))));

    /// <summary>Offers to change a file.</summary>
    private protected static void Offer(CodeFixContext context, string title, Func<CancellationToken, Task<Document>> change)
        => context.RegisterCodeFix(CodeAction.Create(title, change, equivalenceKey: title), context.Diagnostics);
}
