using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>
/// Emits <c>IChatClientHandler</c> and <c>IChatServerHandler</c>. They have no default bodies: a message that is not handled does not compile.
/// </summary>
internal static class HandlerEmitter
{
    public static void EmitClient(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        writer.Documentation("summary", $"Handles what the server sends in the protocol \"{protocol.WireName}\".");
        writer.Line(Names.GeneratedCode);
        writer.Block($"{protocol.Accessibility} interface I{protocol.Prefix}ClientHandler", () =>
        {
            bool isFirst = true;
            foreach (MessageModel message in contract.Messages.Where(static message => message.Sender == MessageSender.Server))
            {
                Separate(writer, ref isFirst);
                MessageDocumentation.EmitHandle(writer, message);
                MessageDocumentation.EmitHandleEnd(writer, message);
                string parameters = $"{message.Type} message{MessageTypes.StreamParameterOf(message)}, {Names.CancellationToken} cancellationToken";
                writer.Line($"{MessageTypes.TaskOf(message)} On{message.Name}Async({parameters});");
            }
        });
    }

    public static void EmitServer(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        string session = new ContractNames(protocol).Session;
        writer.Documentation("summary", $"Handles what clients send in the protocol \"{protocol.WireName}\".");
        writer.Line(Names.GeneratedCode);
        writer.Block($"{protocol.Accessibility} interface I{protocol.Prefix}ServerHandler : {Names.Services}IServerHandler", () =>
        {
            writer.Line($"static {Names.Services}ServerProtocol {Names.Services}IServerHandler.Protocol => {protocol.Prefix}ServerMethods.Protocol;");
            foreach (MessageModel message in contract.Messages.Where(static message => message.Sender == MessageSender.Client))
            {
                writer.Line();
                MessageDocumentation.EmitHandle(writer, message);
                writer.Documentation("param name=\"session\"", "The client that sent it.");
                MessageDocumentation.EmitHandleEnd(writer, message);
                string parameters = $"{message.Type} message{MessageTypes.StreamParameterOf(message)}, {session} session, {Names.CancellationToken} cancellationToken";
                writer.Line($"{MessageTypes.TaskOf(message)} On{message.Name}Async({parameters});");
            }
        });
    }

    private static void Separate(SourceWriter writer, ref bool isFirst)
    {
        if (!isFirst)
        {
            writer.Line();
        }

        isFirst = false;
    }
}
