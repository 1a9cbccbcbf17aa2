using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedWs.Transport.Tests.Handshake;

/// <summary>A SOCKS5 proxy on the loopback (RFC 1928) that asks for a user name and a password (RFC 1929), and serves one client.</summary>
internal sealed class SocksProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _user;
    private readonly string _password;
    private readonly Uri _server;
    private readonly Task _running;

    /// <param name="user">Who may pass.</param>
    /// <param name="password">With which password.</param>
    /// <param name="server">Where every connection ends, whatever was asked for.</param>
    public SocksProxy(string user, string password, Uri server)
    {
        (_user, _password, _server) = (user, password, server);
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Uri => new($"socks5://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The host and port that the client asked for.</summary>
    public string? Asked { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            NetworkStream near = client.GetStream();
            if (!await AdmitAsync(near))
                return;

            Asked = await ReadRequestAsync(near);
            using var server = new TcpClient();
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await near.WriteAsync(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 }, _stop.Token);
            NetworkStream far = server.GetStream();
            await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The client has left, or the test is over.
        }
    }

    /// <summary>Chooses the method "user name and password", and checks them.</summary>
    private async Task<bool> AdmitAsync(NetworkStream stream)
    {
        byte[] greeting = await ReadAsync(stream, 2);
        byte[] methods = await ReadAsync(stream, greeting[1]);
        bool offers = greeting[0] == 5 && methods.Contains((byte)2);
        await stream.WriteAsync(new byte[] { 5, (byte)(offers ? 2 : 0xFF) }, _stop.Token);
        if (!offers)
            return false;

        await ReadAsync(stream, 1);
        string user = await ReadTextAsync(stream);
        string password = await ReadTextAsync(stream);
        bool fits = (user, password) == (_user, _password);
        await stream.WriteAsync(new byte[] { 1, (byte)(fits ? 0 : 1) }, _stop.Token);
        return fits;
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        byte[] head = await ReadAsync(stream, 4);
        string host = head[3] switch
        {
            1 => new IPAddress(await ReadAsync(stream, 4)).ToString(),
            3 => await ReadTextAsync(stream),
            _ => new IPAddress(await ReadAsync(stream, 16)).ToString(),
        };
        byte[] port = await ReadAsync(stream, 2);
        return $"{host}:{(port[0] << 8) | port[1]}";
    }

    private async Task<string> ReadTextAsync(NetworkStream stream)
        => Encoding.UTF8.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));

    private async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        byte[] bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
