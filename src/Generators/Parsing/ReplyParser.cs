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

        if (declared is [{ TypeArguments: [INamedTypeSymbol task] }] && IsTask(task))
        {
            problems.Add(
                TypeDiagnostics.UnsupportedReply,
                message.Locations[0],
                message.ToReadableName(),
                task.ToReadableName(),
                "is a task; what answers the request is a task anyway",
                task.TypeArguments is [var result] ? $"Declare IReturns<{result.ToReadableName()}>" : "Declare IReturns");
        }

        return declared switch
        {
            [] => (MessageKind.OneWay, null),
            [{ TypeArguments: [var reply] }, ..] => (MessageKind.Request, reply),
            _ => (MessageKind.Request, null),
        };
    }

    private static bool IsTask(INamedTypeSymbol type)
        => type.OriginalDefinition.GetMetadataName() is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1"
            or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1";
}
