using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatSession</c>: one connected client, seen from the server.</summary>
internal static class SessionEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        var names = new ContractNames(protocol);
        writer.Documentation("summary", $"One connected client of the protocol \"{protocol.WireName}\", seen from the server. Thread-safe.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"{protocol.Accessibility} sealed partial class {protocol.Prefix}Session : global::TypedWs.TypedWsSession", () =>
        {
            writer.Line($"internal {protocol.Prefix}Session({Names.Services}SessionContext context, {names.ServerHandler} handler)");
            writer.Continue(": base(context)");
            writer.Continue("=> Handler = handler;");
            writer.Line();
            writer.Line($"internal {names.ServerHandler} Handler {{ get; }}");
            writer.Line();
            writer.Documentation("summary", "The members of a group of this protocol's sessions.");
            writer.Documentation("param name=\"name\"", "The group's name; case-sensitive.");
            writer.Documentation("returns", "Its members, as they are when a message is sent or they are enumerated.");
            writer.Line($"public {names.Audience} Group(string name) => new(GetGroup(name));");
            foreach (MessageModel message in contract.Messages.Where(static message => message.Sender == MessageSender.Server))
            {
                SendEmitter.Emit(writer, message, protocol.Prefix);
            }
        });
    }
}
