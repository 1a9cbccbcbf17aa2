using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the time-out that a message's attribute states.</summary>
internal static class TimeoutParser
{
    private const string Argument = "TimeoutMilliseconds";

    /// <summary>The time-out in milliseconds: 0 where none is stated, −1 for an infinite one.</summary>
    public static int Parse(INamedTypeSymbol message, AttributeData attribute, MessageKind kind, Location location, ProblemList problems)
    {
        int timeout = Of(attribute);
        (string Flaw, string Remedy)? flaw = timeout switch
        {
            < -1 => ("is below −1", "State a positive one, −1 for none, or leave it out for PeerOptions.RequestTimeout"),
            not 0 when kind == MessageKind.OneWay => ("a one-way message, which is not answered, does not have", "Leave it out"),
            not 0 when kind != MessageKind.Request => ("a message with a stream, which lasts as long as it is used, does not have", "Leave it out; the limit is PeerOptions.StreamIdleTimeout"),
            _ when Others(message, attribute).Any(other => Of(other) != timeout) => ("differs from that of its other direction", "State the same in both attributes"),
            _ => null,
        };
        if (flaw is { } found)
        {
            problems.Add(ContractDiagnostics.UnusableTimeout, location, message.ToReadableName(), timeout, found.Flaw, found.Remedy);
        }

        return timeout;
    }

    private static int Of(AttributeData attribute)
        => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == Argument).Value is { Value: int timeout } ? timeout : 0;

    /// <summary>The attributes that mark the message for the same protocol: both directions have one descriptor.</summary>
    private static IEnumerable<AttributeData> Others(INamedTypeSymbol message, AttributeData attribute)
        => message.GetAttributes().Where(other
            => ContractAttributes.SenderOf(other) is not null
                && SymbolEqualityComparer.Default.Equals(other.AttributeClass!.TypeArguments[0], attribute.AttributeClass!.TypeArguments[0]));
}
