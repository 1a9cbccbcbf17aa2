using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.AspNetCore.DirectSockets;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>A connection of the transport without a server, and the client's end of it.</summary>
internal sealed class ConnectedPair : IAsyncDisposable
{
    private readonly DirectSocketListener _listener;

    private ConnectedPair(DirectSocketListener listener, Socket client, DirectSocketConnection connection)
    {
        _listener = listener;
        Client = client;
        Connection = connection;
        connection.ConnectionClosed.Register(Closed.SetResult);
    }

    public Socket Client { get; }

    public DirectSocketConnection Connection { get; }

    /// <summary>The server was told that nothing more comes.</summary>
    public TaskCompletionSource Closed { get; } = new();

    public static async Task<ConnectedPair> OpenAsync()
    {
        DirectSocketListener listener = Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.EndPoint, TestContext.Current.CancellationToken);
        var connection = (DirectSocketConnection)(await listener.AcceptAsync(TestContext.Current.CancellationToken))!;
        return new ConnectedPair(listener, client, connection);
    }

    public static DirectSocketListener Listen()
        => DirectSocketListener.Bind(new IPEndPoint(IPAddress.Loopback, 0), new DirectSocketOptions(), MemoryPool<byte>.Shared, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Connection.DisposeAsync();
        await _listener.DisposeAsync();
    }
}
