using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits <c>ChatSessions</c>: every connected client, for injection.</summary>
internal static class SessionsEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        ProtocolModel protocol = contract.Protocol;
        var names = new ContractNames(protocol);
        writer.Documentation("summary", $"All sessions of the protocol \"{protocol.WireName}\" on this server. Thread-safe; a singleton.");
        writer.Line(Names.GeneratedCode);
        string baseType = $"global::TypedWs.TypedWsSessions<{names.Session}>";
        writer.Block($"{protocol.Accessibility} sealed partial class {protocol.Prefix}Sessions : {baseType}", () =>
        {
            writer.Line($"internal {protocol.Prefix}Sessions({Names.Services}SessionHub hub)");
            writer.Continue(": base(hub)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
            writer.Documentation("summary", "Everybody.");
            writer.Line($"public {names.Audience} All => new(GetAll());");
            writer.Line();
            writer.Documentation("summary", "The members of a group.");
            writer.Documentation("param name=\"name\"", "The group's name; case-sensitive.");
            writer.Documentation("returns", "Its members, as they are when a message is sent or they are enumerated.");
            writer.Line($"public {names.Audience} Group(string name) => new(GetGroup(name));");
            writer.Line();
            writer.Documentation("summary", "The sessions of one user.");
            writer.Documentation("param name=\"userId\"", "The user's name identifier; case-sensitive.");
            writer.Documentation("returns", "The sessions, as they are when a message is sent or they are enumerated.");
            writer.Line($"public {names.Audience} User(string userId) => new(GetUser(userId));");
        });
    }
}
