using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using TypedWs.Tests;
using TypedWs.Transport.Tests.Handshake;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>A WebSocket server of a few lines on a socket: the handshake by hand, and a <see cref="WsConnection"/> for each client.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ServerSession> _sessions = new();
    private readonly Channel<ServerSession> _opened = Channel.CreateUnbounded<ServerSession>();
    private readonly ConcurrentQueue<Task> _running = new();
    private readonly WsConnectionOptions _options;
    private readonly Action<ServerSession>? _open;
    private readonly Task _accepting;

    /// <param name="options">Those of each connection.</param>
    /// <param name="open">Told of each connection before it starts.</param>
    public SocketServer(WsConnectionOptions options, Action<ServerSession>? open = null)
    {
        _options = options;
        _open = open;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public Uri Uri => new($"ws://{EndPoint}/");

    public CapturingLogger Logger { get; } = new();

    /// <summary>All connections so far, in the order of their handshakes.</summary>
    public IReadOnlyCollection<ServerSession> Sessions => _sessions;

    public ValueTask<ServerSession> NextAsync() => _opened.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Aborts what is open. Complete when every connection has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (ServerSession session in _sessions)
            session.Connection.Abort("the test is over");
        await Task.WhenAll(_running);
        _stop.Dispose();
        Logger.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _running.Enqueue(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception exception) when (_stop.IsCancellationRequested || ProxyLink.IsEnd(exception))
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            string head = await ReadHeadAsync(stream);
            if (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                return;

            WsCompressionAgreement? compression = _options.Compression is { } wanted && head.Contains("Sec-WebSocket-Extensions", StringComparison.Ordinal)
                ? WsServerHandshake.SelectCompression([ScriptedServer.Header(head, "Sec-WebSocket-Extensions")], wanted)
                : null;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(head, compression)), _stop.Token);
            await ConverseAsync(new ServerSession(new WsConnection(stream, WsRole.Server, _options, Logger, compression), head));
        }
        catch (Exception exception) when (exception is IOException || ProxyLink.IsEnd(exception))
        {
            // The client left during the handshake.
        }
    }

    private async Task ConverseAsync(ServerSession session)
    {
        _open?.Invoke(session);
        _sessions.Enqueue(session);
        try
        {
            session.Connection.Start(session);
        }
        catch (InvalidOperationException) when (session.Connection.IsClosing)
        {
            // What was sent before the start has failed already.
            session.OnClosed(await session.Connection.Completion);
        }

        _opened.Writer.TryWrite(session);
        if (_stop.IsCancellationRequested)
            session.Connection.Abort("the test is over");
        await session.Connection.Completion;
    }

    private static string Answer(string head, WsCompressionAgreement? compression)
        => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(head))}\r\n"
            + (compression is null ? "" : $"Sec-WebSocket-Extensions: {compression.HeaderValue}\r\n")
            + "\r\n";

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }
}
