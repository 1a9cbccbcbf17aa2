using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Gives a message another name on the wire.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NameMessageCodeFix() : ContractCodeFix<TypeDeclarationSyntax>(ContractDiagnostics.DuplicateName)
{
    /// <summary>Both sides of a conflict would get one name again.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override void Register(CodeFixContext context, SyntaxNode root, TypeDeclarationSyntax node, SemanticModel model)
    {
        AttributeData[] senders = [.. model.GetDeclaredSymbol(node, context.CancellationToken)?.GetAttributes()
            .Where(static attribute => ContractAttributes.SenderOf(attribute) is not null) ?? []];
        if (senders is not [{ ConstructorArguments: [{ Value: string name }], ApplicationSyntaxReference: { } reference }]
            || reference.GetSyntax(context.CancellationToken) is not AttributeSyntax { ArgumentList.Arguments: [{ } argument, ..] })
        {
            return;
        }

        string proposal = name + "2";
        Offer(context, root, $"Name it \"{proposal}\" on the wire", argument.Expression, () => SyntaxFactory.ParseExpression($"\"{proposal}\""));
    }
}
