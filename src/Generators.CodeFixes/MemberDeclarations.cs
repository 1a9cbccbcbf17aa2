using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedWs.Generators.CodeFixes;

/// <summary>A member's declaration, and the property that it declares.</summary>
/// <param name="Declaration">A property, or a parameter of a record.</param>
/// <param name="Property">The property.</param>
internal sealed record MemberDeclarations(SyntaxNode Declaration, IPropertySymbol Property)
{
    /// <summary>The member that is declared around a node, or null where it is none.</summary>
    public static MemberDeclarations? Find(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
        => node.AncestorsAndSelf().FirstOrDefault(static candidate => candidate is PropertyDeclarationSyntax or ParameterSyntax or BaseTypeDeclarationSyntax) switch
        {
            PropertyDeclarationSyntax declaration when model.GetDeclaredSymbol(declaration, cancellationToken) is { } property
                => new MemberDeclarations(declaration, property),
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } parameter
                when model.GetDeclaredSymbol(record, cancellationToken)?.GetMembers(parameter.Identifier.ValueText) is [IPropertySymbol property, ..]
                => new MemberDeclarations(parameter, property),
            _ => null,
        };
}
