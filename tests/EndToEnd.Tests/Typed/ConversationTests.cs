using System.Threading.Channels;
using Chat.Contracts;

namespace TypedWs.EndToEnd.Tests.Typed;

/// <summary>Typed clients of both formats in one room of a real server process.</summary>
public sealed class ConversationTests(ChatServerProcess server) : IClassFixture<ChatServerProcess>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Say_JsonAndMessagePackClients_HearEachOther()
    {
        var heard = Channel.CreateUnbounded<(string Who, Said Said)>();
        await using ChatClient ada = await ListenAsync("ada", WireFormat.Json, heard);
        await using ChatClient bob = await ListenAsync("bob", WireFormat.MessagePack, heard);
        Assert.Equal(["ada"], (await ada.JoinAsync("both", Cancellation)).Members);
        Assert.Equal(["ada", "bob"], (await bob.JoinAsync("both", Cancellation)).Members);

        await ada.SendSayAsync("both", "from ada", Cancellation);
        var first = new[] { await heard.Soon(), await heard.Soon() };
        await bob.SendSayAsync("both", "from bob", Cancellation);
        var second = new[] { await heard.Soon(), await heard.Soon() };

        Assert.Equal([("ada", "ada", "from ada"), ("bob", "ada", "from ada")], first.Select(h => (h.Who, h.Said.User, h.Said.Text)).Order());
        Assert.Equal([("ada", "bob", "from bob"), ("bob", "bob", "from bob")], second.Select(h => (h.Who, h.Said.User, h.Said.Text)).Order());
        Assert.Equal(first[0].Said.At, first[1].Said.At);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RollCall_AskerIsAskedWhileItWaits_NothingDeadlocks(WireFormat format)
    {
        string room = $"nested {format}";
        await using ChatClient ada = await server.ConnectAsync("ada", format, client => client.OnAreYouThere(async (_, cancellationToken) =>
        {
            // Asks back from inside of the handler that answers the server's question, which the server's handler waits for.
            await client.LeaveAsync("another room", cancellationToken);
            return new Presence(Away: true, Note: "asked back");
        }));
        await ada.JoinAsync(room, Cancellation);

        RollCalled called = await ada.RollCallAsync(room, Cancellation);

        Assert.Equal([new Attendance("ada", new Presence(true, "asked back"))], called.Members);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task History_OfARoom_YieldsItsLastLinesInOrder(WireFormat format)
    {
        string room = $"history {format}";
        await using ChatClient ada = await server.ConnectAsync("ada", format);
        await ada.JoinAsync(room, Cancellation);
        for (int i = 0; i < 10; i++)
            await ada.SendSayAsync(room, $"line {i}", Cancellation);
        await ada.RollCallAsync(room, Cancellation);

        List<Said> lines = await ada.HistoryAsync(new History(room, Last: 4), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["line 6", "line 7", "line 8", "line 9"], lines.Select(static line => line.Text));
        Assert.Empty(await ada.HistoryAsync("nobody is here", cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task RollCall_OneWithoutAHandler_IsListedWithoutPresence()
    {
        await using ChatClient ada = await server.ConnectAsync(
            "ada",
            WireFormat.MessagePack,
            client => client.OnAreYouThere((_, _) => ValueTask.FromResult(new Presence(false))));
        await using ChatClient bob = await server.ConnectAsync("bob", WireFormat.Json);
        await ada.JoinAsync("deaf", Cancellation);
        await bob.JoinAsync("deaf", Cancellation);

        RollCalled called = await ada.RollCallAsync("deaf", Cancellation);

        Assert.Equal([new Attendance("ada", new Presence(false)), new Attendance("bob")], called.Members);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RollCall_Cancelled_ReachesTheHandlerOfTheOtherClient(WireFormat format)
    {
        var asked = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        string room = $"cancel {format}";
        await using ChatClient ada = await server.ConnectAsync("ada", format);
        await using ChatClient bob = await server.ConnectAsync("bob", format, client => client.OnAreYouThere(async (_, cancellationToken) =>
        {
            asked.SetResult();
            await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new Presence(false);
        }));
        await bob.JoinAsync(room, Cancellation);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        ValueTask<RollCalled> call = ada.RollCallAsync(room, cancellation.Token);
        await asked.Task.Soon();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        await cancelled.Task.Soon();
        Assert.Equal(["ada"], (await ada.JoinAsync($"{room} after", Cancellation)).Members);
    }

    [Fact]
    public async Task RollCall_NoAnswerInTime_TimesOutAndTheConnectionLivesOn()
    {
        await using ChatClient ada = await server.ConnectAsync(
            "ada",
            WireFormat.Json,
            configure: options => options.Conversation.RequestTimeout = TimeSpan.FromMilliseconds(300));
        await using ChatClient bob = await server.ConnectAsync("bob", WireFormat.MessagePack, client => client.OnAreYouThere(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new Presence(false);
        }));
        await bob.JoinAsync("slow", Cancellation);

        var exception = await Assert.ThrowsAsync<RequestTimeoutException>(async () => await ada.RollCallAsync("slow", Cancellation));

        Assert.Contains("chat.rollCall", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["ada"], (await ada.JoinAsync("after the time-out", Cancellation)).Members);
    }

    private Task<ChatClient> ListenAsync(string name, WireFormat format, Channel<(string, Said)> heard)
        => server.ConnectAsync(
            name,
            format,
            client => client.OnSaid((said, cancellationToken) => heard.Writer.WriteAsync((name, said), cancellationToken)));
}
