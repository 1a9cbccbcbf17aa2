using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>Streams of every kind that are given up at every moment, by several threads at once: nothing stays behind, and nothing is disposed twice or too early.</summary>
[Trait("Category", "Concurrency")]
public sealed class RaceTests : PeerTest
{
    private const int Runs = 300;
    private const int Threads = 4;

    [Theory]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.MessagePack, false)]
    [InlineData(WireFormat.Json, true)]
    public async Task Streams_GivenUpAtAnyMoment_LeaveNothingBehind(WireFormat format, bool inline)
    {
        (Side client, Side server) = CreatePair(format, client: CreateOptions(), server: CreateOptions(inline));
        var sources = new System.Collections.Concurrent.ConcurrentQueue<TrackedSource<Answer>>();
        var uploads = new System.Collections.Concurrent.ConcurrentQueue<TrackedSource<Note>>();
        server.Handlers.List = (ask, _) =>
        {
            TrackedSource<Answer> source = Jumpy(ask.Text.Length, static _ => new Answer("item"));
            sources.Enqueue(source);
            return source;
        };
        server.Handlers.Collect = static async (_, notes, token) => new Answer((await notes.CountAsync(token)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        server.Handlers.Convert = static (_, notes, _) => notes.Select(static note => new Answer(note.Text));

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (int run = 0; run < Runs; run++)
            {
                using var cancellation = new CancellationTokenSource();
                Task given = GiveUpAsync(cancellation, random.Next(0, 60));
                try
                {
                    await RunAsync(random, cancellation.Token);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    // What most runs end with.
                }

                await given;
            }
        }))).Limited();

        // In this order: what is still on its way to the server may open a stream there, and is pending here.
        while (client.Peer.PendingCallCount + server.Peer.PendingCallCount > 0)
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await StreamTests.AssertNothingOpenAsync(server);
        await StreamTests.AssertNothingOpenAsync(client);
        Assert.All(sources, static source => Assert.Equal((source.Enumerations, false), (source.Disposals, source.WasDisposedWhileMoving)));
        Assert.All(uploads, static source => Assert.Equal((source.Enumerations, false), (source.Disposals, source.WasDisposedWhileMoving)));

        async Task RunAsync(Random random, CancellationToken token)
        {
            TrackedSource<Note> notes = Jumpy(random.Next(1, 8), static _ => new Note("note"));
            int enough = random.Next(1, 30), taken = 0;
            switch (random.Next(3))
            {
                case 0:
                    await foreach (Answer answer in client.List(new string('x', random.Next(1, 8)), token))
                    {
                        if (++taken == enough)
                            break;
                    }

                    break;
                case 1:
                    uploads.Enqueue(notes);
                    await client.CollectAsync("", notes, token);
                    break;
                default:
                    uploads.Enqueue(notes);
                    await foreach (Answer answer in client.Convert("", notes, token))
                    {
                        if (++taken == enough)
                            break;
                    }

                    break;
            }
        }
    }

    /// <summary>Wide bounds: what is given up at once is asked for faster than the other side lets go of it.</summary>
    private static PeerOptions CreateOptions(bool inline = true) => new()
    {
        RunHandlersInline = inline,
        StreamReadAhead = 5,
        MaxOpenStreams = int.MaxValue,
        MaxPendingRequests = 65_536,
        MaxConcurrentRequests = int.MaxValue,
    };

    private static async Task GiveUpAsync(CancellationTokenSource cancellation, int yields)
    {
        for (int i = 0; i < yields; i++)
            await Task.Yield();
        await cancellation.CancelAsync();
    }

    /// <summary>A source that is sometimes ready and sometimes not.</summary>
    private static TrackedSource<T> Jumpy<T>(int rhythm, Func<int, T> create) => new(async (index, token) =>
    {
        if (index % rhythm == 0)
            await Task.Yield();
        token.ThrowIfCancellationRequested();
        return (index < 50, create(index));
    });
}
