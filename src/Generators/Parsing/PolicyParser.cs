using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads from <c>[Protocol]</c> what it says of all types that travel.</summary>
internal static class PolicyParser
{
    public static ContractPolicy Parse(AttributeData protocol)
        => new((NamingPolicy)ValueOf(protocol, "Naming"), EnumsAreNumbers: ValueOf(protocol, "Enums") == 1);

    private static int ValueOf(AttributeData protocol, string property)
        => protocol.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value is { Value: int value } ? value : 0;
}
