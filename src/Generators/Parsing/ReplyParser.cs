using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads from a message's interfaces whether it is a request, and what it is answered with.</summary>
internal static class ReplyParser
{
    /// <returns>The kind; and the reply's type, where the request is answered with data.</returns>
    public static (MessageKind Kind, ITypeSymbol? Reply) Parse(INamedTypeSymbol message, ProblemList problems)
    {
        INamedTypeSymbol[] declared = [.. message.AllInterfaces.Where(static candidate
            => candidate.Is(ContractAttributes.Returns) || candidate.Is(ContractAttributes.ReturnsReply))];
        if (declared.Length > 1)
        {
            string replies = string.Join(" and ", declared.Select(TypeNames.ToReadableName));
            problems.Add(ContractDiagnostics.SeveralReplies, message.Locations[0], message.ToReadableName(), replies);
        }

        return declared switch
        {
            [] => (MessageKind.OneWay, null),
            [{ TypeArguments: [var reply] }, ..] => (MessageKind.Request, reply),
            _ => (MessageKind.Request, null),
        };
    }
}
