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
        if (type.InstanceConstructors.FirstOrDefault(IsMarked) is { } marked)
        {
            return IsUsable(marked, compilation) ? marked : null;
        }

        IMethodSymbol[] usable = [.. type.InstanceConstructors.Where(constructor => IsUsable(constructor, compilation))];
        IMethodSymbol[] published = [.. usable.Where(static constructor
            => constructor.DeclaredAccessibility == Accessibility.Public && !IsDefaultOfStruct(constructor))];
        return usable.FirstOrDefault(IsPrimary)
            ?? (published.Length == 1 ? published[0] : null)
            ?? usable.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
    }

    private static bool IsMarked(IMethodSymbol constructor)
        => JsonAttributes.IsConstructor(constructor) || MessagePackAttributes.IsConstructor(constructor);

    private static bool IsUsable(IMethodSymbol constructor, Compilation compilation)
        => constructor.IsAccessibleToGeneratedCode(compilation) && !IsCopyConstructor(constructor) && constructor.Parameters.All(IsPlain);

    private static bool IsDefaultOfStruct(IMethodSymbol constructor)
        => constructor is { IsImplicitlyDeclared: true, ContainingType.IsValueType: true };

    private static bool IsPrimary(IMethodSymbol constructor)
        => constructor.DeclaringSyntaxReferences is [var reference] ? reference.GetSyntax() is TypeDeclarationSyntax : IsDeconstructed(constructor);

    /// <summary>Other assemblies do not say which constructor is the primary one, but a record is deconstructed into what that takes.</summary>
    private static bool IsDeconstructed(IMethodSymbol constructor)
        => constructor is { ContainingType.IsRecord: true, Parameters.IsEmpty: false, Locations: [{ IsInMetadata: true }, ..] }
            && constructor.ContainingType.GetMembers("Deconstruct").OfType<IMethodSymbol>().Any(method
                => method.Parameters.Length == constructor.Parameters.Length
                    && method.Parameters.Zip(constructor.Parameters, IsMadeOf).All(static same => same));

    private static bool IsMadeOf(IParameterSymbol part, IParameterSymbol parameter)
        => part.RefKind == RefKind.Out && part.Name == parameter.Name && SymbolEqualityComparer.Default.Equals(part.Type, parameter.Type);

    private static bool IsCopyConstructor(IMethodSymbol constructor)
        => constructor.ContainingType.IsRecord
            && constructor.Parameters is [{ Type: var type }]
            && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);

    private static bool IsPlain(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter;
}
