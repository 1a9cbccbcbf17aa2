using Chat.Contracts;
using TypedWs;
using TypedWs.Transport;

namespace Chat.Client;

/// <summary>A conversation in a room: what others say is printed, what is typed is said.</summary>
internal static class ChatConsole
{
    /// <summary>Chats until the input ends, the server does, or Ctrl+C.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Uri url, WireFormat format, string user, string room, CancellationToken cancellationToken)
    {
        using var login = new Login(url, user);
        var options = new TypedWsClientOptions { Uri = url, Format = format, PrepareHeaders = login.AuthorizeAsync };
        options.Reconnect.StopCloseCodes.Remove(TypedWsCloseCodes.TicketExpired); // Each attempt has a new token.
        await using var chat = new ChatClient(options);
        chat.OnSaid((said, _) => Print(Describe(said)));
        chat.OnMembersChanged((changed, _) => Print($"* in {changed.Room}: {string.Join(", ", changed.Members)}"));
        chat.OnAreYouThere((_, _) => ValueTask.FromResult(new Presence(Away: false, Note: "at a console")));

        chat.Connected = async connected => // Also when it has come back: the server's new session is in no room.
        {
            Joined joined = await chat.JoinAsync(room, connected);
            await Print($"* in {room}: {string.Join(", ", joined.Members)}");
        };

        try
        {
            await chat.ConnectAsync(cancellationToken);
            await TalkAsync(chat, room, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (WsException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} {e.InnerException?.Message}".TrimEnd());
            return 1;
        }
    }

    private static async Task TalkAsync(ChatClient chat, string room, CancellationToken cancellationToken)
    {
        while (await ReadLineAsync(chat, cancellationToken) is { } line)
        {
            switch (line.Trim())
            {
                case "":
                    break;
                case "/quit":
                    return;
                case "/who":
                    RollCalled called = await chat.RollCallAsync(room, cancellationToken);
                    await Print("* " + string.Join(", ", called.Members.Select(Describe)));
                    break;
                case "/history":
                    await foreach (Said said in chat.HistoryAsync(room, cancellationToken: cancellationToken))
                        await Print("* " + Describe(said));
                    break;
                case "/clear":
                    await Print(await ClearAsync(chat, room, cancellationToken));
                    break;
                case var text:
                    await chat.SendSayAsync(room, text, cancellationToken);
                    break;
            }
        }
    }

    /// <returns>What came of it: the server's policy admits moderators only.</returns>
    private static async Task<string> ClearAsync(ChatClient chat, string room, CancellationToken cancellationToken)
    {
        try
        {
            await chat.ClearAsync(room, cancellationToken);
            return "* the history is empty";
        }
        catch (RemoteException e) when (e.Code == ErrorCodes.Forbidden)
        {
            return "* only moderators may do that";
        }
    }

    /// <summary>Waits for a line, or for the end of the connection.</summary>
    private static async Task<string?> ReadLineAsync(ChatClient chat, CancellationToken cancellationToken)
    {
        // The console's own ReadLineAsync blocks its caller until a line is there.
        Task<string?> line = Task.Run(Console.ReadLine, cancellationToken);
        if (await Task.WhenAny(line, chat.Completion).WaitAsync(cancellationToken) == line)
            return await line;

        WsClosed closed = await chat.Completion;
        await Print($"* the connection ended: {(int)closed.Code} {closed.Reason}");
        return null;
    }

    private static string Describe(Said said) => $"{said.At.ToLocalTime():HH:mm:ss} {said.User}: {said.Text}";

    private static string Describe(Attendance attendance) => attendance.Presence switch
    {
        null => $"{attendance.User} does not answer",
        { Away: true } => $"{attendance.User} is away",
        { Note: var note } => $"{attendance.User} is there{(note is null ? "" : $" ({note})")}",
    };

    private static ValueTask Print(string line)
    {
        Console.WriteLine(line);
        return ValueTask.CompletedTask;
    }
}
