using TypedWs.Peers;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Streams;

/// <summary>Streams over a connection that takes nothing for a while.</summary>
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
