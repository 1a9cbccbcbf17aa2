using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using TypedWs.AspNetCore.DirectSockets;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>The way out of the server, at every moment, against whatever ends the connection meanwhile.</summary>
[Trait("Category", "Concurrency")]
public sealed class DetachingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Detach_Idle_ReadsAndWritesTheSocket()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();

        await using Stream stream = Assert.IsType<DetachedStream>(await pair.Connection.TryDetachAsync().AsTask().Soon());

        await pair.Client.SendAsync("ping"u8.ToArray(), Token);
        Assert.Equal("ping"u8.ToArray(), await ReadAsync(stream, 4));
        await stream.WriteAsync("pong"u8.ToArray(), Token);
        Assert.Equal("pong"u8.ToArray(), await ReadAsync(new NetworkStream(pair.Client), 4));
        Assert.False(pair.Closed.Task.IsCompleted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(3 * 1024 * 1024)] // More than the pipe takes: the pump waits for its reader.
    public async Task Detach_BytesInThePipe_ComeFirst(int length)
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        byte[] sent = RandomNumberGenerator.GetBytes(length + 4);
        Task sending = SendAllAsync(pair.Client, sent);
        ReadResult head = await pair.Connection.Transport.Input.ReadAtLeastAsync(Math.Min(length, 1024 * 1024), Token).AsTask().Soon();
        pair.Connection.Transport.Input.AdvanceTo(head.Buffer.GetPosition(1), head.Buffer.End); // A request of one byte.

        await using Stream stream = (await pair.Connection.TryDetachAsync().AsTask().Soon())!;

        Assert.Equal(sent[1..], await ReadAsync(stream, sent.Length - 1));
        await sending.Soon();
    }

    [Fact]
    public async Task Read_OfEarlyBytes_FillsWhatItIsGiven()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        await pair.Client.SendAsync("early"u8.ToArray(), Token);
        ReadResult seen = await pair.Connection.Transport.Input.ReadAtLeastAsync(5, Token).AsTask().Soon();
        pair.Connection.Transport.Input.AdvanceTo(seen.Buffer.Start, seen.Buffer.End);
        await using Stream stream = (await pair.Connection.TryDetachAsync().AsTask().Soon())!;
        var buffer = new byte[10];

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty, Token)); // A wait for the first byte.
        Assert.Equal(2, await stream.ReadAsync(buffer.AsMemory(0, 2), Token));
        Assert.Equal(1, await stream.ReadAsync(buffer.AsMemory(2, 1), Token));
        Assert.Equal(2, await stream.ReadAsync(buffer.AsMemory(3), Token));
        Assert.Equal("early"u8, buffer.AsSpan(0, 5));
    }

    [Fact]
    public async Task Detach_AfterThePeersEnd_LeavesTheEndInThePipe()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        await pair.Client.SendAsync("last"u8.ToArray(), Token);
        pair.Client.Shutdown(SocketShutdown.Send);
        await pair.Closed.Task.Soon();

        Assert.Null(await pair.Connection.TryDetachAsync().AsTask().Soon());

        ReadResult rest = await pair.Connection.Transport.Input.ReadAtLeastAsync(5, Token).AsTask().Soon();
        Assert.Equal((4, true), (rest.Buffer.Length, rest.IsCompleted));
    }

    [Fact]
    public async Task Detach_AfterAnAbort_IsRefused()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        var reason = new ConnectionAbortedException("enough");
        pair.Connection.Abort(reason);

        Assert.Null(await pair.Connection.TryDetachAsync().AsTask().Soon());

        Assert.Same(reason, await Assert.ThrowsAsync<ConnectionAbortedException>(() => pair.Connection.Transport.Input.ReadAsync(Token).AsTask().Soon()));
        await pair.Closed.Task.Soon();
    }

    [Fact]
    public async Task Detach_Twice_IsRefused()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        await using Stream? stream = await pair.Connection.TryDetachAsync().AsTask().Soon();

        Assert.NotNull(stream);
        Assert.Null(await pair.Connection.TryDetachAsync().AsTask().Soon());
    }

    [Fact]
    public async Task Detach_UnderAnotherTransport_IsRefusedAndThePumpGoesOn()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        IDuplexPipe own = pair.Connection.Transport;
        pair.Connection.Transport = new SocketPipes(own.Input, own.Output);

        Assert.Null(await pair.Connection.TryDetachAsync().AsTask().Soon());

        await pair.Client.SendAsync("more"u8.ToArray(), Token);
        Assert.Equal(4, (await own.Input.ReadAtLeastAsync(4, Token).AsTask().Soon()).Buffer.Length);
    }

    [Fact]
    public async Task Abort_AfterDetaching_EndsReadsAndTellsTheServer()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        await using Stream stream = (await pair.Connection.TryDetachAsync().AsTask().Soon())!;
        Task<int> reading = stream.ReadAsync(new byte[1], Token).AsTask();

        pair.Connection.Abort(new ConnectionAbortedException("enough"));

        await Assert.ThrowsAsync<IOException>(() => reading.Soon());
        await pair.Closed.Task.Soon();
        SocketException reset = await Assert.ThrowsAsync<SocketException>(() => pair.Client.ReceiveAsync(new byte[1], Token).AsTask().Soon());
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public async Task Dispose_AfterDetaching_EndsTcpOnlyWithTheConnection()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        Stream stream = (await pair.Connection.TryDetachAsync().AsTask().Soon())!;
        await stream.WriteAsync("last"u8.ToArray(), Token);
        await stream.DisposeAsync();
        await stream.DisposeAsync();
        Assert.Equal("last"u8.ToArray(), await ReadAsync(new NetworkStream(pair.Client), 4));
        Assert.False(pair.Closed.Task.IsCompleted);

        await pair.Connection.DisposeAsync();
        await pair.Connection.DisposeAsync();
        pair.Connection.Abort(new ConnectionAbortedException("too late"));

        Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[1], Token).AsTask().Soon());
        await pair.Closed.Task.Soon();
    }

    [Fact]
    public async Task Abort_ThePumpWaitsForItsReader_EndsIt()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        Task sending = SendAllAsync(pair.Client, new byte[4 * 1024 * 1024]);
        ReadResult full = await pair.Connection.Transport.Input.ReadAtLeastAsync(1024 * 1024, Token).AsTask().Soon();
        pair.Connection.Transport.Input.AdvanceTo(full.Buffer.Start, full.Buffer.End);

        pair.Connection.Abort(new ConnectionAbortedException("enough"));

        await pair.Closed.Task.Soon();
        await sending.Soon();
    }

    [Fact]
    public async Task Abort_WithoutAReason_EndsItOnce()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();

        pair.Connection.Abort(null); // As Kestrel does where the peer ended the connection.
        await pair.Connection.DisposeAsync().AsTask().Soon();

        await pair.Closed.Task.Soon();
        SocketException reset = await Assert.ThrowsAsync<SocketException>(() => pair.Client.ReceiveAsync(new byte[1], Token).AsTask().Soon());
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public async Task Receive_TheReaderGaveUpWithAnError_TellsTheServer()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        await pair.Connection.Transport.Input.CompleteAsync(new InvalidOperationException("The reader's own."));

        await pair.Client.SendAsync("unread"u8.ToArray(), Token);

        await pair.Closed.Task.Soon();
    }

    [Fact]
    public async Task Write_AfterThePeersReset_IsNoErrorAndTellsTheServer()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        pair.Client.Close(0);
        await pair.Closed.Task.Soon();

        for (int i = 0; i < 3; i++)
            Assert.False((await pair.Connection.Transport.Output.WriteAsync(new byte[100], Token).AsTask().Soon()).IsCanceled);
    }

    [Fact]
    public async Task Output_Completed_EndsTheConnectionBehindWhatWasWritten()
    {
        await using ConnectedPair pair = await ConnectedPair.OpenAsync();
        pair.Connection.Transport.Output.Write("bye"u8);

        await pair.Connection.Transport.Output.CompleteAsync();

        Assert.Equal("bye"u8.ToArray(), await ReadAsync(new NetworkStream(pair.Client), 3));
        Assert.Equal(0, await pair.Client.ReceiveAsync(new byte[1], Token).AsTask().Soon());
        await pair.Closed.Task.Soon();
    }

    [Theory]
    [InlineData(300)]
    public async Task Detach_BesideWhateverEndsIt_AlwaysEndsAndTellsTheServer(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            await using ConnectedPair pair = await ConnectedPair.OpenAsync();
            using var start = new Barrier(2);
            await pair.Client.SendAsync("early"u8.ToArray(), Token);
            Task ending = Task.Run(
                () =>
                {
                    start.SignalAndWait(Token);
                    if (i % 3 == 0)
                        pair.Connection.Abort(new ConnectionAbortedException("enough"));
                    else
                        pair.Client.Close(i % 3 == 1 ? 0 : -1);
                },
                Token);
            Stream? stream = await Task.Run(
                async () =>
                {
                    start.SignalAndWait(Token);
                    return await pair.Connection.TryDetachAsync();
                },
                Token).Soon();
            await ending.Soon();

            // Whoever was given the stream sees its end there, and then ends the request.
            if (stream is null)
                await pair.Closed.Task.Soon();
            else
                await ReadToEndAsync(stream).Soon();
            await pair.Connection.DisposeAsync().AsTask().Soon();
            await pair.Closed.Task.Soon();
        }
    }

    [Fact]
    public async Task Accept_AfterUnbinding_ReturnsNull()
    {
        await using DirectSocketListener listener = ConnectedPair.Listen();
        Task<ConnectionContext?> accepting = listener.AcceptAsync(Token).AsTask();

        await listener.UnbindAsync(Token);

        Assert.Null(await accepting.Soon());
        Assert.Null(await listener.AcceptAsync(Token).AsTask().Soon());
    }

    private static async Task ReadToEndAsync(Stream stream)
    {
        try
        {
            var buffer = new byte[100];
            while (await stream.ReadAsync(buffer, Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A reset is an end, too.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, Token).AsTask().Soon();
        return bytes;
    }

    private static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        try
        {
            for (int sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), Token);
        }
        catch (SocketException)
        {
            // The other side ended it.
        }
    }
}
