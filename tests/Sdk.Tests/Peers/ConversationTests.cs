using System.Globalization;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Two peers that talk to each other, in both formats.</summary>
public sealed class ConversationTests : PeerTest
{
    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RequestAsync_BothWays_AreAnswered(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        client.Handlers.Ask = static (ask, _) => new(new Answer("client says " + ask.Text));
        server.Handlers.Ask = static (ask, _) => new(new Answer("server says " + ask.Text));

        Assert.Equal(new Answer("server says hi"), await client.AskAsync("hi").Limited());
        Assert.Equal(new Answer("client says ho"), await server.AskAsync("ho").Limited());
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RequestAsync_Acknowledged_CompletesAfterTheHandler(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        var entered = new TaskCompletionSource<Save>();
        var leave = new TaskCompletionSource();
        server.Handlers.Save = async (save, _) =>
        {
            entered.SetResult(save);
            await leave;
        };

        Task saved = client.Peer.RequestAsync(TestMethods.Save, new Save("it"), default).AsTask();
        Assert.Equal(new Save("it"), await entered);
        Assert.False(saved.IsCompleted);
        leave.SetResult();
        await saved.Limited();
    }

    [Theory]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.MessagePack, true)]
    [InlineData(WireFormat.MessagePack, false)]
    public async Task RequestAsync_CallBacksThreeLevelsDeepInBothDirectionsAtOnce_DoNotDeadlock(WireFormat format, bool inline)
    {
        (Side client, Side server) = CreatePair(format, new PeerOptions { RunHandlersInline = inline }, new PeerOptions { RunHandlersInline = inline });
        client.Handlers.Ask = (ask, token) => AnswerAsync(client, "c", int.Parse(ask.Text, CultureInfo.InvariantCulture), token);
        server.Handlers.Ask = (ask, token) => AnswerAsync(server, "s", int.Parse(ask.Text, CultureInfo.InvariantCulture), token);

        Task<Answer>[] asked = [.. Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? client : server).AskAsync("3").AsTask())];
        Answer[] answers = await Task.WhenAll(asked).Limited();

        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i % 2 == 0 ? "scsc" : "cscs"), answers.Select(static answer => answer.Text));

        static async ValueTask<Answer> AnswerAsync(Side side, string name, int left, CancellationToken token)
            => new(name + (left == 0 ? "" : (await side.AskAsync($"{left - 1}", token)).Text));
    }

    [Fact]
    public async Task RequestAsync_FromAOneWayHandler_IsAnswered()
    {
        (Side client, Side server) = CreatePair();
        var answered = new TaskCompletionSource<string>();
        server.Handlers.Note = async (note, _) => answered.SetResult((await server.AskAsync(note.Text)).Text);
        client.Handlers.Ask = static (ask, _) => new(new Answer("back " + ask.Text));

        await client.SendNoteAsync("there");

        Assert.Equal("back there", await answered);
    }

    [Fact]
    public async Task Counts_AfterMessagesBothWays_AgreeOnBothSides()
    {
        (Side client, Side server) = CreatePair();

        await client.SendNoteAsync("one");
        await client.AskAsync("two").Limited();
        await server.AskAsync("three").Limited();

        Assert.Equal((3ul, 2ul), (client.Peer.MessagesSent, client.Peer.MessagesReceived));
        Assert.Equal((2ul, 3ul), (server.Peer.MessagesSent, server.Peer.MessagesReceived));
    }

    [Fact]
    public async Task SendAsync_AfterClose_ThrowsAndIsNotCounted()
    {
        (Side client, Side server) = CreatePair();
        await client.Peer.CloseAsync().Limited();
        await server.Peer.Completion.Limited();

        WsClosedException sent = await Assert.ThrowsAsync<WsClosedException>(() => client.SendNoteAsync("late").AsTask());
        await Assert.ThrowsAsync<WsClosedException>(() => client.AskAsync("late").AsTask());

        Assert.Equal(WsCloseCode.Normal, sent.Closed.Code);
        Assert.Equal(0ul, client.Peer.MessagesSent);
    }
}
