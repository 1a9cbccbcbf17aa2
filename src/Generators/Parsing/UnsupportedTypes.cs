using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Says why a type cannot travel, and what to use in its place.</summary>
internal static class UnsupportedTypes
{
    public static (string Reason, string Remedy)? Find(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic }
            => ("says nothing of what it contains", "Use a type that does, or JsonElement for any JSON"),
        IArrayTypeSymbol { Rank: > 1 } => ("has more than one dimension", "Use an array of arrays"),
        { TypeKind: TypeKind.Delegate } => ("is a delegate", "Use data; code does not travel"),
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("is a pointer", "Use a value or byte[]"),
        { IsRefLikeType: true } => ("is a ref struct", "Use an array, or ReadOnlyMemory<byte> for bytes"),
        ITypeParameterSymbol => ("is a type parameter", "Use a concrete type"),
        INamedTypeSymbol { TypeKind: not TypeKind.Error and not TypeKind.Enum } named => FindInNamed(named),
        _ => null,
    };

    private static (string Reason, string Remedy)? FindInNamed(INamedTypeSymbol type)
    {
        if (KnownCollections.Find(type) is { } factory)
        {
            return FindInCollection(type, factory);
        }

        if (type.Is("System.Collections.Generic.PriorityQueue`2"))
        {
            return (
                "has the order of a comparer, which does not travel",
                "Use a list of elements with their priorities");
        }

        if (type.AllInterfaces.Any(static candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable))
        {
            return (
                "is a collection that TypedWs does not know",
                "Use one of System.Collections.Generic, Immutable, Frozen or Concurrent");
        }

        if (type.Locations is [{ IsInMetadata: true }, ..] && IsFromSystem(type.ContainingNamespace))
        {
            return ("is a type of .NET that TypedWs does not know", "Use a type that it knows, or a record with what matters of it");
        }

        string kind = type.TypeKind == TypeKind.Interface ? "an interface" : "abstract";
        return type.IsAbstract ? ($"is {kind}, so a receiver could not create it", "Use a concrete type") : null;
    }

    private static (string Reason, string Remedy)? FindInCollection(INamedTypeSymbol type, string factory) => type.TypeArguments switch
    {
        [var key, _] when key.TypeKind != TypeKind.Error && !KnownKeys.Contains(key)
            => (
                $"has keys of type '{key.ToReadableName()}', for which JSON has no names",
                $"Use keys of {KnownKeys.Description}, or a list of records"),
        [var element] when KnownCollections.IsSortedSet(factory) && element.TypeKind != TypeKind.Error && !IsComparable(element)
            => (
                $"sorts elements of type '{element.ToReadableName()}', which cannot be compared",
                "Let the type implement IComparable<T>, or use another set"),
        _ => null,
    };

    private static bool IsComparable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }
            ? IsComparable(underlying)
            : type.AllInterfaces.Any(static candidate => candidate.Is("System.IComparable") || candidate.Is("System.IComparable`1"));

    private static bool IsFromSystem(INamespaceSymbol containing)
    {
        INamespaceSymbol root = containing;
        while (root.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            root = outer;
        }

        return root.Name is "System";
    }
}
