using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Says why a type cannot travel, and what to use in its place.</summary>
internal static class UnsupportedTypes
{
    public static (string Reason, string Remedy)? Find(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic }
            => ("says nothing of what it contains", "Use a type that does"),
        IArrayTypeSymbol { Rank: > 1 } => ("has more than one dimension", "Use an array of arrays"),
        { TypeKind: TypeKind.Delegate } => ("is a delegate", "Use data; code does not travel"),
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("is a pointer", "Use a value or byte[]"),
        { IsRefLikeType: true } => ("is a ref struct", "Use an array, or ReadOnlyMemory<byte> for bytes"),
        { IsTupleType: true } => ("is a tuple, whose element names do not travel", "Declare a record"),
        ITypeParameterSymbol => ("is a type parameter", "Use a concrete type"),
        INamedTypeSymbol { TypeKind: not TypeKind.Error and not TypeKind.Enum } named => FindInNamed(named),
        _ => null,
    };

    private static (string Reason, string Remedy)? FindInNamed(INamedTypeSymbol type)
    {
        if (KnownTypes.FindCollection(type) is not null)
        {
            return type.TypeArguments is [{ SpecialType: not SpecialType.System_String } key, _]
                ? ($"has keys of type '{key.ToReadableName()}', but keys on the wire are strings", "Use string keys, or a list of records")
                : null;
        }

        if (type.AllInterfaces.Any(static candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable))
        {
            return (
                "is a collection that TypedWs does not know",
                "Use an array, List<T>, HashSet<T>, Dictionary<string, T> or one of their interfaces");
        }

        if (type.Locations is [{ IsInMetadata: true }, ..] && IsFromSystem(type.ContainingNamespace))
        {
            return ("is a type of .NET that TypedWs does not know", "Use a type that it knows, or a record with what matters of it");
        }

        string kind = type.TypeKind == TypeKind.Interface ? "an interface" : "abstract";
        return type.IsAbstract ? ($"is {kind}, so a receiver could not create it", "Use a concrete type") : null;
    }

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
