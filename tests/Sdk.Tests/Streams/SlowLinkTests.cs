using TypedWs.Peers;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Streams;

/// <summary>Streams over a connection that takes nothing for a while.</summary>
[Trait("Category", "Concurrency")]
public sealed class SlowLinkTests : PeerTest
{
    [Fact]
    public async Task ManyStreams_OverALinkThatIsHeldUp_WaitForItInsteadOfEndingIt()
    {
        const int Streams = 50;
        (Side side, RawSide raw) = CreateRaw(
            options: new PeerOptions { StreamReadAhead = 10 },
            connection: new WsConnectionOptions { SendHighWaterMark = 1024, SendHardLimit = 8 * 1024 });
        var open = new TaskCompletionSource();
        side.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(int.MaxValue, static _ => new Answer(new string('x', 100)));
        side.Stream.BeforeWrite = _ => open.Task;

        for (int i = 0; i < Streams; i++)
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"t.list","params":{"text":""}}""");
        while (side.Peer.Streams.Count < Streams)
            await Task.Yield();
        open.SetResult();

        // A thousand bytes each: far more than the hard limit, beyond which other answers end the connection.
        var ids = new HashSet<string>();
        for (int i = 0; i < Streams; i++)
            ids.Add((await raw.NextTextAsync()).Split(',')[1]);
        Assert.Equal(Streams, ids.Count);
        Assert.False(side.Peer.IsClosing);
    }

    /// <summary>Whether what asks for more has left or waits for room makes no difference to who enumerates: the stream is lost in its middle.</summary>
    [Fact]
    public async Task Connection_LostWhileTheNextItemsAreNotYetAskedFor_IsSaid()
    {
        (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHighWaterMark = 1 });
        ValueTask<bool> moved = side.List("").GetAsyncEnumerator().MoveNextAsync();
        await raw.NextTextAsync();
        var window = new TaskCompletionSource();
        side.Stream.BeforeWrite = token => window.Task.WaitAsync(token);
        await side.SendNoteAsync("is being written").Limited();
        await side.SendNoteAsync("fills the buffer").Limited();
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"token":7,"values":[]}}"""u8.ToArray());

        _ = raw.Connection.CloseAsync((WsCloseCode)4000, "enough");

        StreamLostException thrown = await Assert.ThrowsAsync<StreamLostException>(async () => await moved.Limited());
        Assert.Equal("enough", thrown.Closed.Reason);
        window.SetResult();
    }

    [Fact]
    public async Task Upload_RunsInTheContextOfItsCaller()
    {
        (Side sender, Side receiver) = CreatePair();
        receiver.Handlers.Collect = static async (_, notes, token) => new Answer((await notes.SingleAsync(token)).Text);
        var ambient = new AsyncLocal<string> { Value = "the caller's" };
        var source = new TrackedSource<Note>((index, _) => new((index == 0, new Note(ambient.Value ?? "none"))));

        Answer answer = await sender.CollectAsync("", source, Limit);

        Assert.Equal("the caller's", answer.Text);
    }
}
