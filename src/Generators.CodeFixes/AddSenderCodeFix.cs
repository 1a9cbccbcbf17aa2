using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Parsing;

namespace TypedWs.Generators.CodeFixes;

/// <summary>Gives a request to a protocol, sent by either side.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddSenderCodeFix() : ContractCodeFix<TypeDeclarationSyntax>(ContractDiagnostics.NoProtocol)
{
    /// <summary>More offers than these help nobody.</summary>
    private const int MostProtocols = 4;

    private protected override void Register(CodeFixContext context, SyntaxNode root, TypeDeclarationSyntax node, SemanticModel model)
    {
        foreach (INamedTypeSymbol protocol in ProtocolsIn(model.Compilation.Assembly.GlobalNamespace).Take(MostProtocols))
        {
            foreach (string attribute in new[] { "FromClient", "FromServer" })
            {
                string code = $"global::TypedWs.{attribute}<{protocol.ToQualifiedName()}>";
                Offer(context, root, $"Mark it [{attribute}<{protocol.Name}>]", node, () => AttributeSyntaxes.Add(node, code));
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> ProtocolsIn(INamespaceSymbol container)
        => container.GetMembers().SelectMany(static member => member switch
        {
            INamespaceSymbol inner => ProtocolsIn(inner),
            INamedTypeSymbol type when type.FindAttribute(ContractAttributes.Protocol) is not null => [type],
            _ => Enumerable.Empty<INamedTypeSymbol>(),
        });
}
