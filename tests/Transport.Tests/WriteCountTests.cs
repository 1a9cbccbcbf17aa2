using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Transport.Tests.Faults;

namespace TypedWs.Transport.Tests;

/// <summary>Guards the number of system calls: at most 0.02 writes a message in a burst.</summary>
public sealed class WriteCountTests
{
    private const int Messages = 1000;
    private const int MostWrites = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SendAsync_BurstOfSmallMessages_TakesFewWrites(WsRole role)
    {
        var first = new TaskCompletionSource();
        await using var stream = new SilentStream { FirstWrite = first.Task };
        var connection = new WsConnection(stream, role, new WsConnectionOptions { TimeProvider = new FakeTimeProvider() });
        connection.Start(new RecordingReceiver());

        // The first is under way while the others are sent; those above the high-water mark wait in line.
        Task[] sends = [.. Enumerable.Range(0, Messages).Select(_ => connection.SendAsync(WsMessageType.Binary, new byte[110], Token).AsTask())];
        first.SetResult();
        await Task.WhenAll(sends);
        await connection.FlushAsync(Token);

        connection.Abort("the test is over");
        await connection.Completion;

        Assert.InRange(stream.Writes, 1, MostWrites);
        Assert.InRange(stream.Written, Messages * 110, long.MaxValue);
    }

    [Fact]
    public async Task Client_BurstOfSmallMessages_TakesFewWrites()
    {
        var first = new TaskCompletionSource();
        await using var stream = new SilentStream { FirstWrite = first.Task };
        await using WsClient client = Create(stream, new FakeTimeProvider());
        await client.ConnectAsync(Token);

        for (int i = 0; i < Messages; i++)
            await client.SendAsync(WsMessageType.Binary, new byte[110], cancellationToken: Token);
        // Those that were sent before the client knew the connection to be open take the way through its own buffer.
        await Eventually.HoldsAsync(() => client.PendingBytes == 0, "the connection takes everything");
        first.SetResult();
        await client.FlushAsync(Token);
        client.Abort();

        Assert.InRange(stream.Writes, 1, MostWrites);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task TrySend_RepliesToABurst_TakesFewWrites(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, start: false);
        int left = Messages;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Receiver.Handler = bytes =>
        {
            fixture.Connection.TrySend(WsMessageType.Text, static (output, payload) => output.Write(payload), bytes);
            if (--left == 0)
                done.SetResult();
            return ValueTask.CompletedTask;
        };
        byte[] frame = RawFrame.Text(new string('x', 110), fixture.PeerMasks);
        await fixture.Peer.SendAsync([.. Enumerable.Repeat(frame, Messages).SelectMany(bytes => bytes)]);

        fixture.Connection.Start(fixture.Receiver);
        await done.Task.WaitAsync(Token);
        for (int i = 0; i < Messages; i++)
            await fixture.Peer.ExpectAsync(1);

        // One for each read of 16 KiB.
        Assert.InRange(fixture.Near.Writes, 1, MostWrites);
    }

    private static WsClient Create(Stream stream, TimeProvider time)
    {
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions
            {
                Uri = new Uri("ws://example.org/"),
                Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, stream)),
            },
            Connection = { TimeProvider = time, SendHighWaterMark = 256 * 1024 },
        };
        return new WsClient(options, new NoHandler());
    }

    private sealed class NoHandler : IWsClientHandler
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;
    }
}
