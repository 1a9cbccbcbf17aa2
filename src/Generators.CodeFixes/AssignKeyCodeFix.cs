using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Gives a member the next free position; no position that is taken changes, so what is deployed stays readable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AssignKeyCodeFix() : ContractCodeFix<SyntaxNode>(TypeDiagnostics.MissingKey, TypeDiagnostics.DuplicateKey)
{
    /// <summary>Two members fixed at once would get one position.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override void Register(CodeFixContext context, SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (MemberDeclarations.Find(node, model, context.CancellationToken) is not { Property: { } property } member)
        {
            return;
        }

        MemberKey[] keys = [.. KeysOf(property.ContainingType)];
        if (keys.Length == 0 || keys.Any(static key => key.Position is null))
        {
            return;
        }

        int next = keys.Max(static key => key.Position!.Value) + 1;
        SyntaxNode declaration = member.Declaration;
        AttributeSyntax? existing = AttributeSyntaxes.Find(declaration, MessagePackAttributes.Namespace + "KeyAttribute", model);
        if (existing?.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax literal }])
        {
            Offer(context, root, $"Give it [Key({next})]", literal, () => SyntaxFactory.ParseExpression($"{next}"));
        }
        else if (existing is null && MessagePackAttributes.KeyAttributeOf(property.ContainingType) == "[Key]")
        {
            Offer(context, root, $"Give it [Key({next})]", declaration, () => AttributeSyntaxes.Add(declaration, $"global::MessagePack.Key({next})"));
        }
    }

    private static IEnumerable<MemberKey> KeysOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (IPropertySymbol property in level.GetMembers().OfType<IPropertySymbol>())
            {
                if (MessagePackAttributes.FindKey(property, type) is { } key)
                {
                    yield return key;
                }
            }
        }
    }
}
