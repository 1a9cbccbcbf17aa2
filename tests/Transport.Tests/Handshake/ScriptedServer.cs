using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedWs.Transport.Tests.Handshake;

/// <summary>A server on the loopback that reads one request and then does what a test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ScriptedServer(Func<NetworkStream, string, CancellationToken, Task> script)
    {
        _listener.Start();
        _running = RunAsync(script);
    }

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/chat?token=secret");

    /// <summary>The request as it came, once it has.</summary>
    public string Request { get; private set; } = "";

    public static string Key(string request) => Header(request, "Sec-WebSocket-Key");

    public static string Header(string request, string name)
        => request.Split("\r\n").Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    public static ScriptedServer Answering(Func<string, string> answer)
        => new(async (stream, request, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(request)), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<NetworkStream, string, CancellationToken, Task> script)
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            NetworkStream stream = client.GetStream();
            Request = await ReadHeadAsync(stream);
            await script(stream, Request, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The test is over, or the client has left.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }
}
