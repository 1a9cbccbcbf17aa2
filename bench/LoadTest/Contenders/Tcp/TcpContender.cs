using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LoadTest.Messages;
using LoadTest.Server;

namespace LoadTest.Contenders.Tcp;

/// <summary>Sockets without WebSocket: the limit for everybody. At the endpoint's path stands the port of its own.</summary>
internal sealed class TcpContender(bool inBatches) : IContender
{
    private Task<int>? _port; // Callers that race for it ask for the same.

    public string Key => inBatches ? "tcp-batches" : "tcp-messages";

    public MessageFormat Format => MessageFormat.Tcp;

    public bool HasAudience => false;

    public bool Carries(MessageShape shape) => shape == MessageShape.Line;

    public void AddServices(IServiceCollection services)
    {
        // It has no audience.
    }

    public void Map(WebApplication app)
    {
        var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start(backlog: 512);
        app.Lifetime.ApplicationStopping.Register(listener.Stop);
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        app.MapGet(IContender.Path, () => port);
        _ = AcceptAsync(listener, app.Services.GetRequiredService<ServerState>());
    }

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        int port = await (_port ??= AskForPortAsync(uri));
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new TcpClientConnection(socket, inBatches, incoming);
    }

    private static async Task<int> AskForPortAsync(Uri uri)
    {
        using var http = new HttpClient();
        string port = await http.GetStringAsync(new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp }.Uri);
        return int.Parse(port, CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync(TcpListener listener, ServerState state)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync(), state);
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket socket, ServerState state)
    {
        socket.NoDelay = true;
        using var channel = new TcpChannel(socket, inBatches);
        var connection = new TcpServerConnection(channel, state);
        state.Newest = connection;
        await channel.ReceiveAsync(connection.Take);
    }
}
