using System.Linq;
using TypedWs.Generators.Emission;
using TypedWs.Generators.Model;
using TypedWs.Testing.Generators.Model;

namespace TypedWs.Testing.Generators.Emission;

/// <summary>Emits <c>RecordingChatClientHandler</c> and <c>RecordingChatServerHandler</c>.</summary>
internal static class HandlerDoubleEmitter
{
    private const string Testing = "global::TypedWs.Testing.";

    public static void EmitClient(SourceWriter writer, DoublesModel doubles) => Emit(
        writer,
        doubles,
        "Client",
        "the server",
        $"{Testing}RecordingClientHandler",
        doubles.ClientMessages,
        "message");

    public static void EmitServer(SourceWriter writer, DoublesModel doubles) => Emit(
        writer,
        doubles,
        "Server",
        "clients",
        $"{Testing}RecordingServerHandler<{doubles.Qualify($"{doubles.Prefix}Session")}>",
        doubles.ServerMessages,
        "message, session");

    private static void Emit(
        SourceWriter writer,
        DoublesModel doubles,
        string side,
        string sender,
        string baseType,
        EquatableArray<HandledMessageModel> messages,
        string recorded)
    {
        string handler = doubles.Qualify($"I{doubles.Prefix}{side}Handler");
        writer.Documentation("summary", $"Records what {sender} sent in the protocol of <see cref=\"{doubles.Protocol}\"/>, and answers as the test says. Thread-safe.");
        writer.Line(Names.GeneratedCode);
        writer.Block($"internal sealed class Recording{doubles.Prefix}{side}Handler : {baseType}, {handler}", () =>
        {
            bool isFirst = true;
            foreach (HandledMessageModel message in messages)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                EmitRecords(writer, message);
                EmitReply(writer, message);
                EmitMethod(writer, message, recorded);
            }
        });
    }

    private static void EmitRecords(SourceWriter writer, HandledMessageModel message)
    {
        writer.Documentation("summary", $"Every <see cref=\"{message.Type}\"/> that came by now, in order: a snapshot.");
        writer.Line($"public global::System.Collections.Generic.IReadOnlyList<{message.Type}> {message.Name}Messages => MessagesOf<{message.Type}>();");
        writer.Line();
        writer.Documentation("summary", $"Takes the first <see cref=\"{message.Type}\"/> that was not taken before, or waits for it.");
        writer.Documentation("param name=\"cancellationToken\"", "Ends the wait.");
        writer.Documentation("returns", "The message.");
        writer.Documentation("exception cref=\"global::System.TimeoutException\"", "None came within <c>NextTimeout</c>; the message lists what did.");
        writer.Line($"public global::System.Threading.Tasks.Task<{message.Type}> Next{message.Name}Async({Names.CancellationToken} cancellationToken = default)");
        writer.Continue($"=> NextAsync<{message.Type}>(cancellationToken);");
    }

    private static void EmitReply(SourceWriter writer, HandledMessageModel message)
    {
        if (message.Reply == ReplyNeed.None)
        {
            return;
        }

        string unset = message.Reply == ReplyNeed.Optional ? "it is acknowledged at once" : "it fails, and the error says what to set";
        string types = string.Join(", ", message.Parameters.Select(static parameter => parameter.Type));
        writer.Line();
        writer.Documentation("summary", $"Answers <see cref=\"{message.Type}\"/>. Default null: {unset}.");
        writer.Line($"public global::System.Func<{types}, {message.ReturnType}>? {message.Name}Reply {{ get; set; }}");
    }

    private static void EmitMethod(SourceWriter writer, HandledMessageModel message, string recorded)
    {
        string parameters = string.Join(", ", message.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"));
        string arguments = string.Join(", ", message.Parameters.Select(static parameter => parameter.Name));
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Block($"public {message.ReturnType} On{message.Name}Async({parameters})", () =>
        {
            writer.Line($"Record({recorded});");
            writer.Line(message.Reply switch
            {
                ReplyNeed.None => "return default;",
                ReplyNeed.Optional => $"return {message.Name}Reply?.Invoke({arguments}) ?? default;",
                _ => $"return ({message.Name}Reply ?? throw NoReply(\"{message.Name}\", \"{message.Name}Reply\"))({arguments});",
            });
        });
    }
}
