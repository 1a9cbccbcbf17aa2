using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>
/// Finds members that users have added to generated classes and that would be there twice. Overloads are theirs to add; the compiler would report the others
/// in generated code.
/// </summary>
internal static class ExtendedTypes
{
    /// <summary>What generated classes have besides what messages generate, and how many parameters it takes; none for properties.</summary>
    private static readonly (string Role, string Member, int Parameters)[] Fixed =
    [
        ("Session", "Group", 1),
        ("Sessions", "All", 0),
        ("Sessions", "Group", 1),
        ("Sessions", "User", 1),
        ("Audience", "Except", 1),
    ];

    private static readonly string[] Constructed = ["TypedWsClientOptions", "SessionContext", "SessionHub", "AudienceContext"];

    /// <summary>The members of a protocol's classes that do not depend on its messages.</summary>
    public static void Check(INamedTypeSymbol protocol, ProtocolModel model, ProblemList problems)
    {
        foreach ((string role, string member, int parameters) in Fixed)
        {
            ISymbol? own = FindOwn(protocol, model.Prefix + role, member)
                .FirstOrDefault(candidate => candidate is not IMethodSymbol method || method.Parameters.Length == parameters);
            if (own is not null)
            {
                Report(own, $"{model.Prefix}{role}.{member}");
            }
        }

        foreach (string role in new[] { "Client", "Session", "Sessions", "Audience" })
        {
            if (FindOwn(protocol, model.Prefix + role, WellKnownMemberNames.InstanceConstructorName).OfType<IMethodSymbol>().FirstOrDefault(IsTaken) is { } constructor)
            {
                Report(constructor, $"a constructor of {model.Prefix}{role}");
            }
        }

        void Report(ISymbol own, string generated)
            => problems.Add(ContractDiagnostics.GeneratedTypeTaken, own.Locations[0], protocol.Name, generated, "your part of the class already has it");
    }

    /// <summary>The user's own member that stands where one of a message's belongs, or null.</summary>
    public static ISymbol? FindTaken(INamedTypeSymbol protocol, GeneratedMember generated, INamedTypeSymbol message)
        => FindOwn(protocol, generated.Owner, generated.Name).FirstOrDefault(own => own is not IMethodSymbol method || IsSignatureOf(method, message));

    private static IEnumerable<ISymbol> FindOwn(INamedTypeSymbol protocol, string type, string member)
        => protocol.ContainingNamespace.GetTypeMembers(type, 0)
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.ContainingAssembly, protocol.ContainingAssembly))
            .SelectMany(candidate => candidate.GetMembers(member))
            .Where(static own => !own.IsImplicitlyDeclared && own.Locations.All(static location => !GeneratedTypeNames.IsOurs(location.SourceTree)));

    private static bool IsTaken(IMethodSymbol constructor)
        => constructor.Parameters is [{ Type.Name: var first }, ..]
            && Constructed.Contains(first)
            && constructor.Parameters.Skip(1).All(static parameter => parameter.Type.TypeKind is TypeKind.Interface or TypeKind.Error)
            && constructor.Parameters.Length <= 2;

    /// <summary>Sends take the message or what its constructor takes, with a token; registrations take a handler.</summary>
    private static bool IsSignatureOf(IMethodSymbol method, INamedTypeSymbol message)
    {
        if (method.Parameters is [{ Type.TypeKind: TypeKind.Delegate }])
        {
            return true;
        }

        if (method.Parameters is not [.., { Type.Name: "CancellationToken" }])
        {
            return false;
        }

        ITypeSymbol[] values = [.. method.Parameters.Take(method.Parameters.Length - 1).Select(static parameter => parameter.Type)];
        return (values is [var only] && SymbolEqualityComparer.Default.Equals(only, message))
            || message.InstanceConstructors.Any(constructor
                => constructor.Parameters.Select(static parameter => parameter.Type).SequenceEqual(values, SymbolEqualityComparer.Default));
    }
}
