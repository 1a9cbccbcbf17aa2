using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the attributes of MessagePack, and those of data contracts as MessagePack honours them.</summary>
/// <remarks>They are known by name: contracts need not reference the package.</remarks>
internal static class MessagePackAttributes
{
    public const string Namespace = "MessagePack.";

    private const string DataContracts = "System.Runtime.Serialization.";

    public static bool IsIgnored(ISymbol member)
        => member.FindAttribute(Namespace + "IgnoreMemberAttribute") is not null
            || member.FindAttribute(DataContracts + "IgnoreDataMemberAttribute") is not null;

    public static bool IsConstructor(IMethodSymbol constructor)
        => constructor.FindAttribute(Namespace + "SerializationConstructorAttribute") is not null;

    /// <summary>Whether every member's own name is its key.</summary>
    public static bool HasNamesAsKeys(INamedTypeSymbol type)
        => type.FindAttribute(Namespace + "MessagePackObjectAttribute") is { ConstructorArguments: [{ Value: true }, ..] };

    /// <summary>The key, or null where the member has none.</summary>
    public static MemberKey? FindKey(ISymbol member, INamedTypeSymbol type)
        => HasNamesAsKeys(type) ? new MemberKey(null, member.Name) : FindOwnKey(member) ?? (IsDataContract(type) ? FindDataMember(member) : null);

    /// <summary>The attribute that gives the member a key, as the user wrote it; null where there is none.</summary>
    public static string? DescribeKey(ISymbol member)
        => FindOwnKey(member) is { } key ? $"[Key({key})]"
            : member.FindAttribute(DataContracts + "DataMemberAttribute") is not null ? "[DataMember]" : null;

    /// <summary>The attribute by which the members of a type get their keys.</summary>
    public static string KeyAttributeOf(INamedTypeSymbol type) => IsDataContract(type) ? "[DataMember]" : "[Key]";

    private static MemberKey? FindOwnKey(ISymbol member) => member.FindAttribute(Namespace + "KeyAttribute") switch
    {
        { ConstructorArguments: [{ Value: int position }] } => new MemberKey(position, null),
        { ConstructorArguments: [{ Value: string name }] } => new MemberKey(null, name),
        _ => null,
    };

    /// <summary>MessagePack passes over data contracts where its own attribute is there.</summary>
    private static bool IsDataContract(INamedTypeSymbol type)
        => type.FindAttribute(DataContracts + "DataContractAttribute") is not null
            && type.FindAttribute(Namespace + "MessagePackObjectAttribute") is null;

    /// <summary>The order is the position; otherwise the name, or else the member's own, is the key.</summary>
    private static MemberKey? FindDataMember(ISymbol member)
    {
        if (member.FindAttribute(DataContracts + "DataMemberAttribute") is not { } attribute)
        {
            return null;
        }

        object? order = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Order").Value.Value;
        object? name = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Name").Value.Value;
        return order is int position ? new MemberKey(position, null) : new MemberKey(null, name as string ?? member.Name);
    }
}
