using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the attributes of MessagePack that TypedWs honours. They are known by name: contracts need not reference the package.</summary>
internal static class MessagePackAttributes
{
    public const string Namespace = "MessagePack.";

    public static bool IsIgnored(ISymbol member) => member.FindAttribute(Namespace + "IgnoreMemberAttribute") is not null;

    public static bool IsConstructor(IMethodSymbol constructor)
        => constructor.FindAttribute(Namespace + "SerializationConstructorAttribute") is not null;

    public static int? FindKey(ISymbol member)
        => member.FindAttribute(Namespace + "KeyAttribute") is { ConstructorArguments: [{ Value: int key }] } ? key : null;
}
