using System;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>What the names of a protocol's generated types begin with.</summary>
internal static class ProtocolPrefix
{
    private const string Suffix = "Protocol";

    /// <summary>The class's name without its suffix: <c>Chat</c> of <c>ChatProtocol</c>.</summary>
    public static string Of(INamedTypeSymbol type)
        => type.Name.Length > Suffix.Length && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : type.Name;
}
