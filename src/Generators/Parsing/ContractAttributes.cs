using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>The metadata names of what users write.</summary>
internal static class ContractAttributes
{
    public const string Protocol = "TypedWs.ProtocolAttribute";
    public const string FromClient = "TypedWs.FromClientAttribute`1";
    public const string FromServer = "TypedWs.FromServerAttribute`1";
    public const string Returns = "TypedWs.IReturns";
    public const string ReturnsReply = "TypedWs.IReturns`1";
    public const string Streams = "TypedWs.IStreams`1";
    public const string Accepts = "TypedWs.IAccepts`1";
    public const string MessageError = "TypedWs.MessageErrorAttribute`1";
    public const string RequirePolicy = "TypedWs.RequirePolicyAttribute";
    public const string WhenSlow = "TypedWs.WhenSlowAttribute";
    public const string StreamMember = "TypedWs.StreamMemberAttribute";

    /// <summary>Compares by name, so that nothing has to be looked up in the compilation.</summary>
    public static bool Is(this INamedTypeSymbol? type, string metadataName)
        => type?.OriginalDefinition is { } definition
            && metadataName.EndsWith(definition.MetadataName, StringComparison.Ordinal)
            && metadataName == definition.GetMetadataName();

    /// <summary>The name with its namespace; empty for nested types, and for what is missing where the user is still typing.</summary>
    public static string GetMetadataName(this INamedTypeSymbol type)
        => type is { ContainingType: null, ContainingNamespace: { } containing }
            ? $"{containing.ToDisplayString()}.{type.MetadataName}"
            : string.Empty;

    /// <summary>The side that sends what the attribute marks, or null where it marks no message.</summary>
    public static MessageSender? SenderOf(AttributeData attribute)
        => attribute.AttributeClass.Is(FromClient) ? MessageSender.Client
            : attribute.AttributeClass.Is(FromServer) ? MessageSender.Server : null;

    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(metadataName));
}
