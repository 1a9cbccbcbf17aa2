using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Transport.Tests.Sending;

/// <summary>Which messages a sender writes itself, and which it leaves to a work item because more are likely to follow. The clock stands still: all is at once.</summary>
public sealed class WsConnectionBurstTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<ConnectionFixture> _fixtures = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Send_OneThreadToManyConnections_WritesTheFirstItself(WsRole role)
    {
        ConnectionFixture[] connections = [Create(role), Create(role), Create(role)];
        Task<int>[] writers = [.. connections.Select(NextWriter)];

        int sender = await RunAsync(() =>
        {
            foreach (ConnectionFixture each in connections)
                Assert.True(IsAccepted(each, "hello"u8.ToArray()));
        });

        Assert.Equal(sender, await writers[0]);
        Assert.NotEqual(sender, await writers[1]);
        Assert.NotEqual(sender, await writers[2]);
        foreach (ConnectionFixture each in connections)
            Assert.Equal("hello", (await each.Peer.ExpectAsync(2)).Text);
    }

    [Fact]
    public async Task Send_AfterAWhile_IsWrittenByItsSender()
    {
        ConnectionFixture[] connections = [Create(WsRole.Client), Create(WsRole.Client)];
        Task<int>[] writers = [.. connections.Select(NextWriter)];

        int sender = await RunAsync(() =>
        {
            foreach (ConnectionFixture each in connections)
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
                Assert.True(IsAccepted(each, new byte[1]));
            }
        });

        Assert.Equal([sender, sender], await Task.WhenAll(writers));
    }

    [Theory]
    [InlineData(WsRole.Client, 1, true)]
    [InlineData(WsRole.Client, 2, false)]
    [InlineData(WsRole.Server, 1, true)]
    [InlineData(WsRole.Server, 2, false)]
    public async Task Send_WhenSeveralMessagesCameTogether_WaitsForTheOthersWhoWereWoken(WsRole role, int messages, bool writesItself)
    {
        ConnectionFixture fixture = Create(role);
        await ReceiveTogetherAsync(fixture, messages);
        _time.Advance(TimeSpan.FromMicroseconds(10));
        Task<int> writer = NextWriter(fixture);

        int sender = await RunAsync(() => Assert.True(IsAccepted(fixture, new byte[1])));
        await fixture.Peer.ExpectAsync(2);

        Assert.Equal(writesItself, sender == await writer);
    }

    /// <summary>Shared frames, which are written without a copy where they are alone, keep their place among others that leave with them.</summary>
    [Theory]
    [InlineData(WsRole.Server, 3)]
    [InlineData(WsRole.Server, 5000)]
    [InlineData(WsRole.Client, 3)]
    public async Task Send_SharedFramesAndOthersInABurst_ArriveInOrder(WsRole role, int length)
    {
        ConnectionFixture[] connections = [Create(role), Create(role), Create(role)];
        byte[] Payload(int number) => [(byte)number, .. new byte[length - 1]];

        await RunAsync(() =>
        {
            for (int number = 0; number < 90; number++)
            {
                var shared = WsPreparedMessage.Create(WsMessageType.Binary, static (output, bytes) => output.Write(bytes), Payload(number));
                foreach (ConnectionFixture each in connections)
                    Assert.True(number % 3 == 1 ? IsAccepted(each, Payload(number)) : SpinWait.SpinUntil(() => each.Connection.TrySend(shared), TimeSpan.FromSeconds(30)));
            }
        });

        foreach (ConnectionFixture each in connections)
        {
            for (int number = 0; number < 90; number++)
                Assert.Equal((byte)number, (await each.Peer.ExpectAsync(2)).Payload[0]);
            await each.Connection.FlushAsync(Token);
            Assert.Equal(0, each.Connection.PendingBytes);
        }
    }

    /// <summary>The work item that was queued may be faster now and then, and write the first part in the sender's place; never a hundred times in a row.</summary>
    [Fact]
    public async Task Send_HalfOfThoseWhoWereWoken_WriteTheirPartThemselves()
    {
        const int Messages = 80;
        ConnectionFixture fixture = Create(WsRole.Client);
        bool wroteItself = false;
        for (int attempt = 0; attempt < 100 && !wroteItself; attempt++)
        {
            await ReceiveTogetherAsync(fixture, Messages);
            ConcurrentBag<int> writers = [];
            fixture.Near.BeforeWrite = _ =>
            {
                writers.Add(Environment.CurrentManagedThreadId);
                return Task.CompletedTask;
            };
            int sender = await RunAsync(() =>
            {
                for (int i = 0; i < Messages; i++)
                    Assert.True(IsAccepted(fixture, new byte[1]));
            });
            for (int i = 0; i < Messages; i++)
                await fixture.Peer.ExpectAsync(2);
            wroteItself = writers.Contains(sender);
            fixture.Near.BeforeWrite = null;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(wroteItself);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ConnectionFixture fixture in _fixtures)
            await fixture.DisposeAsync();
    }

    private static bool IsAccepted(ConnectionFixture fixture, byte[] payload) => fixture.Connection.SendAsync(WsMessageType.Binary, payload, Token).AsTask().IsCompletedSuccessfully;

    private static async Task ReceiveTogetherAsync(ConnectionFixture fixture, int messages)
    {
        await fixture.Peer.SendAsync([.. Enumerable.Repeat(RawFrame.Create(2, [1], fixture.PeerMasks), messages).SelectMany(frame => frame)]);
        for (int i = 0; i < messages; i++)
            await fixture.Receiver.NextAsync();
        // The pong shows that the hand-over is over.
        await fixture.Peer.SendAsync(RawFrame.Create(9, [], fixture.PeerMasks));
        await fixture.Peer.ExpectAsync(10);
    }

    private ConnectionFixture Create(WsRole role)
    {
        var fixture = new ConnectionFixture(role, options => options.TimeProvider = _time);
        _fixtures.Add(fixture);
        return fixture;
    }

    /// <summary>The thread that writes next.</summary>
    private static Task<int> NextWriter(ConnectionFixture fixture)
    {
        var writer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Near.BeforeWrite = _ =>
        {
            writer.TrySetResult(Environment.CurrentManagedThreadId);
            return Task.CompletedTask;
        };
        return writer.Task;
    }

    /// <summary>Runs on a thread that is not the pool's, so that no work item runs on it.</summary>
    private static async Task<int> RunAsync(Action send)
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                send();
                done.SetResult(Environment.CurrentManagedThreadId);
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        thread.Start();
        int id = await done.Task;
        thread.Join();
        return id;
    }
}
