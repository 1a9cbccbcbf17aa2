using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Puts attributes on declarations.</summary>
internal static class AttributeSyntaxes
{
    /// <summary>The declaration with one more attribute; on a record's parameter, the property gets it.</summary>
    /// <param name="declaration">A type, a property, a field or a parameter.</param>
    /// <param name="attribute">The attribute in C#, with its namespace, which goes where it is not needed.</param>
    public static SyntaxNode Add(SyntaxNode declaration, string attribute)
    {
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        SyntaxNode bare = declaration.WithoutLeadingTrivia();
        SyntaxNode changed = bare switch
        {
            ParameterSyntax parameter
                => parameter.WithAttributeLists(parameter.AttributeLists.Add(Parse($"property: {attribute}").WithTrailingTrivia(SyntaxFactory.Space))),
            MemberDeclarationSyntax member => member.WithAttributeLists(
                member.AttributeLists.Insert(0, Parse(attribute).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed))),
            _ => bare,
        };
        return changed.WithLeadingTrivia(leading).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The attribute of a declaration, or null where it has none of that type.</summary>
    public static AttributeSyntax? Find(SyntaxNode declaration, string metadataName, SemanticModel model)
        => declaration.ChildNodes().OfType<AttributeListSyntax>()
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(attribute => model.GetSymbolInfo(attribute).Symbol?.ContainingType.Is(metadataName) == true);

    private static AttributeListSyntax Parse(string attribute)
    {
        AttributeListSyntax list = ((BaseTypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{attribute}] class C;")!).AttributeLists.Single();
        return list.ReplaceNodes(
            list.Attributes.Select(static item => item.Name),
            static (name, _) => name.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
