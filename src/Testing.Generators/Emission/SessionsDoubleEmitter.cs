using TypedWs.Generators.Emission;
using TypedWs.Testing.Generators.Model;

namespace TypedWs.Testing.Generators.Emission;

/// <summary>Emits <c>RecordingChatSessions</c>.</summary>
internal static class SessionsDoubleEmitter
{
    public static void Emit(SourceWriter writer, DoublesModel doubles)
    {
        string prefix = doubles.Prefix;
        string session = doubles.Qualify($"{prefix}Session");
        string client = doubles.Qualify($"Recording{prefix}ClientHandler");
        string baseType = $"global::TypedWs.Testing.RecordingSessions<{doubles.Protocol}, {doubles.Qualify($"{prefix}Sessions")}, {session}>";
        string task = $"global::System.Threading.Tasks.Task<{session}>";
        string rest = $"{client}? client = null, global::TypedWs.WireFormat format = global::TypedWs.WireFormat.Json, {Names.CancellationToken} cancellationToken = default";

        writer.Documentation("summary", $"Sessions in the protocol of <see cref=\"{doubles.Protocol}\"/> without a server: what is sent to them is recorded. Thread-safe.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"internal sealed class Recording{prefix}Sessions : {baseType}", () =>
        {
            writer.Documentation("summary", "Begins without sessions.");
            writer.Documentation("param name=\"timeProvider\"", "The clock of time-outs; the system's when null.");
            writer.Line($"public Recording{prefix}Sessions(global::System.TimeProvider? timeProvider = null)");
            writer.Continue(": base(timeProvider)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
            EmitConnect(writer, "userId", "Its user's name identifier; null for nobody.");
            writer.Line($"public {task} ConnectAsync(string? userId = null, {rest})");
            writer.Continue("=> ConnectAsync(CreateUser(userId), client, format, cancellationToken);");
            writer.Line();
            EmitConnect(writer, "user", "Its user.");
            writer.Line($"public {task} ConnectAsync(global::System.Security.Claims.ClaimsPrincipal user, {rest})");
            writer.Continue("=> ConnectAsync(");
            writer.Continue($"    new {doubles.Qualify($"Recording{prefix}ServerHandler")}(),");
            writer.Continue($"    options => new {doubles.Qualify($"{prefix}Client")}(options, client ?? new {client}()),");
            writer.Continue("    user,");
            writer.Continue("    format,");
            writer.Continue("    cancellationToken);");
        });
    }

    private static void EmitConnect(SourceWriter writer, string user, string description)
    {
        writer.Documentation("summary", "Connects a client.");
        writer.Documentation($"param name=\"{user}\"", description);
        writer.Documentation("param name=\"client\"", "What is at the other end; one that answers nothing when null.");
        writer.Documentation("param name=\"format\"", "What both sides write.");
        writer.Documentation("param name=\"cancellationToken\"", "Gives up connecting.");
        writer.Documentation("returns", "The session, as the server has it.");
    }
}
