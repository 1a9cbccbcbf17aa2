using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the server's handler that hands each message to a handler of the message's own, which lives until that is done.</summary>
internal static class PerMessageEmitter
{
    /// <summary>The class, within <c>ChatServerMethods</c>: no name of the user's can meet it.</summary>
    public const string Name = "PerMessage";

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        var names = new ContractNames(contract.Protocol);
        writer.Block($"internal sealed partial class {contract.Protocol.Prefix}ServerMethods", () =>
        {
            writer.Documentation("summary", "Hands each message to a handler of its own. Thread-safe.");
            writer.Block($"private sealed class {Name}({Names.Services}MessageScopes scopes) : {names.ServerHandler}", () =>
            {
                writer.Line($"private {Names.Services}MessageScopes Scopes {{ get; }} = scopes;");
                foreach (MessageModel message in contract.Messages.Where(static message => message.Sender == MessageSender.Client))
                {
                    writer.Line();
                    EmitHandle(writer, message, names);
                }
            });
        });
    }

    private static void EmitHandle(SourceWriter writer, MessageModel message, ContractNames names)
    {
        string cancellation = message.IsStreamed ? $"[{Names.EnumeratorCancellation}] {Names.CancellationToken}" : Names.CancellationToken;
        string parameters = $"{message.Type} message{MessageTypes.StreamParameterOf(message)}, {names.Session} session, {cancellation} cancellationToken";
        writer.Line($"public async {MessageTypes.TaskOf(message)} On{message.Name}Async({parameters})");
        writer.Block(() =>
        {
            writer.Line($"await using {Names.Services}MessageScope scope = await Scopes.OpenAsync();");
            string call = $"(({names.ServerHandler})scope.Handler).On{message.Name}Async(message{MessageTypes.StreamArgumentOf(message)}, session, cancellationToken)";
            if (message.IsStreamed)
            {
                writer.Line($"await foreach ({message.Reply} item in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation({call}, cancellationToken))");
                writer.Continue("yield return item;");
            }
            else
            {
                writer.Line($"{(message.Reply is null ? string.Empty : "return ")}await {call};");
            }
        });
    }
}
