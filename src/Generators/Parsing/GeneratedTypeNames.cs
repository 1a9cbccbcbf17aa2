using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Finds what stands in the way of the types that a protocol generates.</summary>
internal static class GeneratedTypeNames
{
    /// <summary>The types that users may extend with a part of their own.</summary>
    private static readonly string[] Extensible = ["{0}Client", "{0}Session", "{0}Sessions", "{0}Audience"];

    private static readonly string[] Closed =
        ["I{0}ClientHandler", "I{0}ServerHandler", "{0}Methods", "{0}ClientMethods", "{0}ServerMethods", "{0}Codecs"];

    private static readonly string[] OwnMembers = ["Descriptor", "Register"];

    public static void CheckTaken(INamedTypeSymbol type, ProtocolModel model, Compilation compilation, ProblemList problems)
    {
        void Report(string generated, string obstacle)
            => problems.Add(ContractDiagnostics.GeneratedTypeTaken, type.Locations[0], type.Name, generated, obstacle);

        foreach (INamedTypeSymbol other in type.ContainingNamespace.GetTypeMembers())
        {
            // Names of files do not tell upper from lower case, so prefixes must differ otherwise.
            if (!SymbolEqualityComparer.Default.Equals(other, type)
                && SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, compilation.Assembly)
                && other.FindAttribute(ContractAttributes.Protocol) is not null
                && ProtocolPrefix.Of(other).Equals(model.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                Report(model.Prefix + "Client", $"so would protocol '{other.Name}'");
                return;
            }
        }

        foreach (string member in OwnMembers)
        {
            if (type.GetMembers(member).Any(static symbol => symbol.Locations.Any(static location => !IsOurs(location.SourceTree))))
            {
                Report($"{type.Name}.{member}", "the class already has a member of that name");
            }
        }

        for (INamedTypeSymbol? level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (level.GetMembers("Descriptor").Any(static member => member.DeclaredAccessibility != Accessibility.Private))
            {
                Report($"{type.Name}.Descriptor", $"its base class '{level.Name}' already has a member of that name");
            }
        }

        ExtendedTypes.Check(type, model, problems);
        foreach (string format in Extensible.Concat(Closed))
        {
            string name = NameOf(format, model.Prefix);
            bool mayBePart = Array.IndexOf(Extensible, format) >= 0;
            if (type.ContainingNamespace.GetTypeMembers(name, 0).Any(existing
                => SymbolEqualityComparer.Default.Equals(existing.ContainingAssembly, compilation.Assembly) && IsObstacle(existing, mayBePart)))
            {
                Report(name, "the namespace already has a type of that name" + (mayBePart ? " which is not a partial class" : string.Empty));
            }
        }
    }

    private static string NameOf(string format, string prefix) => format.Replace("{0}", prefix);

    private static bool IsObstacle(INamedTypeSymbol existing, bool mayBePart)
        => existing.DeclaringSyntaxReferences.Any(part
            => !IsOurs(part.SyntaxTree)
                && !(mayBePart && part.GetSyntax() is ClassDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));

    /// <summary>The analyzer sees what the generator has added; it is no obstacle to itself.</summary>
    public static bool IsOurs(SyntaxTree? tree)
        => tree is not null && Path.GetFileName(Path.GetDirectoryName(tree.FilePath)) == typeof(ContractGenerator).FullName;
}
