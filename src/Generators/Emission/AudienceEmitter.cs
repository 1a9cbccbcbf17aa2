using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatAudience</c>: many sessions at once. They can be told something, but not asked.</summary>
internal static class AudienceEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        var names = new ContractNames(protocol);
        writer.Documentation("summary", $"Many sessions of the protocol \"{protocol.WireName}\" at once, to be sent to and to be enumerated. Thread-safe.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"{protocol.Accessibility} sealed partial class {protocol.Prefix}Audience : global::TypedWs.TypedWsAudience<{names.Session}>", () =>
        {
            writer.Line($"internal {protocol.Prefix}Audience({Names.Services}AudienceContext context)");
            writer.Continue(": base(context)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
            writer.Documentation("summary", "The same sessions without one.");
            writer.Documentation("param name=\"session\"", "The one to leave out.");
            writer.Documentation("returns", "The others, as they are when a message is sent or they are enumerated.");
            writer.Line($"public {names.Audience} Except({names.Session} session) => new(GetExcept(session));");
            foreach (MessageModel message in contract.Messages)
            {
                if (message is { Sender: MessageSender.Server, Kind: MessageKind.OneWay })
                {
                    SendEmitter.Emit(writer, message, protocol.Prefix);
                }
            }
        });
    }
}
