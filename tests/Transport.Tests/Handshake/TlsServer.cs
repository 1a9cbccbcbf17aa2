using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TypedWs.Transport.Tests.Handshake;

/// <summary>A WebSocket server behind TLS on the loopback, which echoes every message. Serves one client after the other.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly SslServerAuthenticationOptions _options;
    private readonly Task _running;

    public TlsServer(X509Certificate2 certificate, bool asksForClientCertificate = false)
    {
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            ClientCertificateRequired = asksForClientCertificate,
            RemoteCertificateValidationCallback = (_, client, _, _) =>
            {
                ClientSubject = client?.Subject;
                return !asksForClientCertificate || client is not null;
            },
        };
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Uri => new($"wss://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Who the last client said that it was.</summary>
    public string? ClientSubject { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or AuthenticationException or SocketException)
            {
                // The client refused, or left; or the test is over.
            }
        }
    }

    private async Task ServeAsync(NetworkStream network)
    {
        await using var stream = new SslStream(network);
        await stream.AuthenticateAsServerAsync(_options, _stop.Token);
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
            head.Append((char)one[0]);
        if (head.Length == 0)
            return; // The client did not trust the certificate.

        string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(head.ToString()))}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
        await using var connection = new WsConnection(stream, WsRole.Server);
        connection.Start(new Echo(connection));
        await connection.Completion.WaitAsync(_stop.Token);
    }

    private sealed class Echo(WsConnection connection) : IWsReceiver
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => connection.SendAsync(type, payload);

        public void OnClosed(WsClosed closed)
        {
        }
    }
}
