using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Gives a member a JSON name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NameMemberCodeFix() : ContractCodeFix<SyntaxNode>(TypeDiagnostics.DuplicateJsonName)
{
    private protected override void Register(CodeFixContext context, SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (MemberDeclarations.Find(node, model, context.CancellationToken) is not { Property: { } property } member)
        {
            return;
        }

        string[] taken = [.. property.ContainingType.GetMembers().OfType<IPropertySymbol>()
            .SelectMany(static other => new[] { CamelCase.Of(other.Name), JsonAttributes.FindPropertyName(other) ?? string.Empty })];
        string proposal = JsonAttributes.FindPropertyName(property) ?? CamelCase.Of(property.Name);
        string name = proposal;
        for (int i = 2; taken.Contains(name); i++)
        {
            name = proposal + i;
        }

        AttributeSyntax? existing = AttributeSyntaxes.Find(member.Declaration, JsonAttributes.Namespace + "JsonPropertyNameAttribute", model);
        if (existing?.ArgumentList?.Arguments is [{ } argument])
        {
            Offer(context, root, $"Name it \"{name}\" in JSON", argument.Expression, () => SyntaxFactory.ParseExpression($"\"{name}\""));
            return;
        }

        string attribute = $"global::System.Text.Json.Serialization.JsonPropertyName(\"{name}\")";
        Offer(context, root, $"Name it \"{name}\" in JSON", member.Declaration, () => AttributeSyntaxes.Add(member.Declaration, attribute));
    }
}
