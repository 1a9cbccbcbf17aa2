using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Many senders at once, the pump, and the end of the conversation.</summary>
[Trait("Category", "Concurrency")]
public sealed class SlowClientRaceTests : SlowClientTest
{
    private const int Senders = 4;
    private const int Messages = 300;

    private static readonly OneWayMethod<Note>[] Methods = [SlowMethods.LatestOfNumber, SlowMethods.Oldest, SlowMethods.Newest, SlowMethods.Waiting];
    private static readonly string Padding = new('x', 500);

    [Fact]
    public async Task ManySenders_ThenClose_EverythingIsSentOrDroppedAndInOrder()
    {
        (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHighWaterMark = 1024 }, capacity: 2048);
        var session = new SlowSession(side.Peer);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendManyAsync(session, sender)))).Limited();
        Task<WsClosed> closing = side.Peer.CloseAsync();
        List<(int Sender, int Method, int Index)> arrived = await ReadToEndAsync(raw);

        Assert.True((await closing.Limited()).Clean);
        Assert.Equal(Senders * Messages, arrived.Count + session.DroppedMessages);
        Assert.All(arrived.GroupBy(static note => (note.Sender, note.Method)), static stream => Assert.Equal(stream.Order(), stream));

        // What may not be lost is not: messages that wait, and the last of each key.
        Assert.Equal(Senders * Messages / Methods.Length, arrived.Count(static note => Methods[note.Method] == SlowMethods.Waiting));
        for (int sender = 0; sender < Senders; sender++)
            Assert.Equal(Messages - Methods.Length, arrived.Last(note => note.Sender == sender && note.Method == 0).Index);
    }

    [Fact]
    public async Task ManySenders_ConnectionEndsMeanwhile_NobodyWaitsForEver()
    {
        for (int round = 0; round < 20; round++)
        {
            (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHighWaterMark = 1 }, capacity: 2048);
            var session = new SlowSession(side.Peer);
            Task[] senders = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendManyAsync(session, sender)))];

            await raw.NextTextAsync();
            if (round % 2 == 0)
                side.Peer.Abort("gone");
            else
                _ = raw.Connection.CloseAsync();

            foreach (Task sender in senders)
            {
                await sender.Limited().ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                Assert.True(sender.IsCompletedSuccessfully || sender.Exception!.InnerException is WsClosedException);
            }

            await side.Peer.Completion.Limited();
        }
    }

    /// <summary>The pump's turn may be refused, because the connection closes before it is in line: the message has another.</summary>
    [Fact]
    public async Task Close_WhileThePumpBegins_LosesNothing()
    {
        for (int round = 0; round < 50; round++)
        {
            (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHighWaterMark = 1 });
            var session = new SlowSession(side.Peer);
            var window = new TaskCompletionSource();
            side.Stream.BeforeWrite = token => window.Task.WaitAsync(token);
            await side.SendNoteAsync("is being written").Limited();
            await side.SendNoteAsync("fills the buffer").Limited();

            await session.SendOneWayAsync(SlowMethods.Oldest, new Note("a")).Limited();
            Task waiting = session.SendOneWayAsync(SlowMethods.Waiting, new Note("b")).AsTask();
            Task<WsClosed> closing = side.Peer.CloseAsync();
            window.SetResult();

            await AssertArriveAsync(raw, "a", "b");
            await waiting.Limited();
            Assert.True((await closing.Limited()).Clean);
        }
    }

    private static async Task SendManyAsync(SlowSession session, int sender)
    {
        for (int i = 0; i < Messages; i++)
            await session.SendOneWayAsync(Methods[i % Methods.Length], new Note($"{sender} {i % Methods.Length} {i} {Padding}", sender));
    }

    private static async Task<List<(int Sender, int Method, int Index)>> ReadToEndAsync(RawSide raw)
    {
        var arrived = new List<(int, int, int)>();
        try
        {
            while (true)
            {
                string[] parts = (await NextAsync(raw)).Split(' ');
                arrived.Add((int.Parse(parts[0], null), int.Parse(parts[1], null), int.Parse(parts[2], null)));
            }
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
            return arrived;
        }
    }
}
