using System.Net.Sockets;
using TypedWs.Transport;

namespace SoakTest.Client;

/// <summary>A client that takes one message in a while, whatever the server sends, and comes back when it is cut.</summary>
internal sealed class SlowReader : IWsClientHandler, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly WsClient _client;

    public SlowReader(Uri uri)
    {
        var options = new WsClientOptions { Handshake = new WsHandshakeOptions { Uri = uri, ConnectTimeout = HealthyClient.Patience, ConfigureHandler = Narrow } };
        options.Reconnect.StopCloseCodes.Add(WsCloseCode.GoingAway);
        _client = new WsClient(options, this);
    }

    public Task ConnectAsync() => _client.ConnectAsync();

    public async ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
        => await Task.Delay(Pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _client.Abort();
        await _client.DisposeAsync();
        _end.Dispose();
    }

    // Or the kernel would read for it.
    private static void Narrow(SocketsHttpHandler handler) => handler.ConnectCallback = static async (context, cancellationToken) =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };
}
