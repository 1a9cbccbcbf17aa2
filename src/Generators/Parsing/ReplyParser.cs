using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads from a message's interfaces whether it is a request, what it is answered with, and what it takes along.</summary>
internal static class ReplyParser
{
    public static MessageShape Parse(INamedTypeSymbol message, ProblemList problems)
    {
        INamedTypeSymbol[] replies = [.. message.AllInterfaces.Where(static candidate
            => candidate.Is(ContractAttributes.Returns) || candidate.Is(ContractAttributes.ReturnsReply))];
        INamedTypeSymbol[] streams = [.. message.AllInterfaces.Where(static candidate => candidate.Is(ContractAttributes.Streams))];
        INamedTypeSymbol[] accepted = [.. message.AllInterfaces.Where(static candidate => candidate.Is(ContractAttributes.Accepts))];
        if (replies.Length > 1)
        {
            Report(ContractDiagnostics.SeveralReplies, replies);
        }

        if (replies is [{ TypeArguments: [INamedTypeSymbol task] }] && IsTask(task))
        {
            problems.Add(
                TypeDiagnostics.UnsupportedReply,
                message.Locations[0],
                message.ToReadableName(),
                task.ToReadableName(),
                "is a task; what answers the request is a task anyway",
                task.TypeArguments is [var result] ? $"Declare IReturns<{result.ToReadableName()}>" : "Declare IReturns");
        }

        if (streams.Length > 1)
        {
            Report(ContractDiagnostics.SeveralStreams, streams);
        }

        if (accepted.Length > 1)
        {
            Report(ContractDiagnostics.SeveralStreams, accepted);
        }

        if (replies.Length > 0 && streams.Length > 0)
        {
            Report(ContractDiagnostics.ReplyAndStream, [replies[0], streams[0]]);
        }

        if (accepted.Length > 0 && replies.Length == 0 && streams.Length == 0)
        {
            Report(ContractDiagnostics.UnansweredStream, [accepted[0]]);
        }

        ITypeSymbol? item = accepted is [{ TypeArguments: [var taken] }, ..] ? taken : null;
        return (replies, streams) switch
        {
            (_, [{ TypeArguments: [var answer] }, ..]) => new MessageShape(item is null ? MessageKind.Stream : MessageKind.Duplex, answer, item),
            ([{ TypeArguments: [var reply] }, ..], _) => new MessageShape(item is null ? MessageKind.Request : MessageKind.Upload, reply, item),
            ([_, ..], _) => new MessageShape(item is null ? MessageKind.Request : MessageKind.Upload, null, item),
            _ => new MessageShape(MessageKind.OneWay, null, null),
        };

        void Report(DiagnosticDescriptor descriptor, INamedTypeSymbol[] declared)
            => problems.Add(descriptor, message.Locations[0], message.ToReadableName(), string.Join(" and ", declared.Select(TypeNames.ToReadableName)));
    }

    private static bool IsTask(INamedTypeSymbol type)
        => type.OriginalDefinition.GetMetadataName() is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1"
            or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1";
}
