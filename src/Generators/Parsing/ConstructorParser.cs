using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedWs.Generators.Parsing;

/// <summary>Chooses the constructor that a codec calls.</summary>
internal static class ConstructorParser
{
    /// <summary>The marked one; otherwise the primary one; otherwise the only public one; otherwise the one without parameters.</summary>
    /// <returns>The constructor, or null where none of them is there for generated code.</returns>
    public static IMethodSymbol? Find(INamedTypeSymbol type, Compilation compilation)
    {
        IMethodSymbol[] usable = [.. type.InstanceConstructors.Where(constructor
            => constructor.IsAccessibleToGeneratedCode(compilation) && !IsCopyConstructor(constructor) && constructor.Parameters.All(IsPlain))];
        IMethodSymbol[] declared = [.. usable.Where(static constructor
            => constructor is { DeclaredAccessibility: Accessibility.Public } and not { IsImplicitlyDeclared: true, ContainingType.IsValueType: true })];

        return usable.FirstOrDefault(static constructor => JsonAttributes.IsConstructor(constructor) || MessagePackAttributes.IsConstructor(constructor))
            ?? usable.FirstOrDefault(IsPrimary)
            ?? (declared.Length == 1 ? declared[0] : null)
            ?? usable.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
    }

    private static bool IsPrimary(IMethodSymbol constructor)
        => constructor.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is TypeDeclarationSyntax;

    private static bool IsCopyConstructor(IMethodSymbol constructor)
        => constructor.ContainingType.IsRecord
            && constructor.Parameters is [{ Type: var type }]
            && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);

    private static bool IsPlain(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter;
}
