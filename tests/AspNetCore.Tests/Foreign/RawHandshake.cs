using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedWs.AspNetCore.Tests;

/// <summary>Writes a request byte for byte, and reads the head of the answer: for handshakes that no client library would send.</summary>
public sealed class RawHandshake : IAsyncDisposable
{
    /// <summary>The example of RFC 6455, section 1.3, and its answer.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly TcpClient _client;

    private RawHandshake(TcpClient client, string head)
    {
        _client = client;
        Stream = client.GetStream();
        Head = head;
    }

    /// <summary>The status line and the headers of the answer.</summary>
    public string Head { get; }

    public int Status => int.Parse(Head.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What comes after the head.</summary>
    public NetworkStream Stream { get; }

    /// <summary>The headers of a correct handshake.</summary>
    public static Dictionary<string, string> Headers() => new()
    {
        ["Host"] = "localhost",
        ["Connection"] = "keep-alive, Upgrade",
        ["Upgrade"] = "websocket",
        ["Sec-WebSocket-Version"] = "13",
        ["Sec-WebSocket-Key"] = Key,
    };

    public static async Task<RawHandshake> SendAsync(Uri uri, Dictionary<string, string> headers, string method = "GET", IPAddress? from = null, int? receiveBuffer = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var client = new TcpClient(new IPEndPoint(from ?? IPAddress.Any, 0));
        if (receiveBuffer is { } size)
            client.ReceiveBufferSize = size; // Before the connection: its window is agreed on then.
        await client.ConnectAsync(uri.Host, uri.Port, cancellationToken);
        string request = $"{method} {uri.PathAndQuery} HTTP/1.1\r\n" + string.Concat(headers.Select(h => $"{h.Key}: {h.Value}\r\n")) + "\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);

        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.GetStream().ReadExactlyAsync(one, cancellationToken);
            head.Append((char)one[0]);
        }

        return new RawHandshake(client, head.ToString());
    }

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name)
        => Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The body of an answer that is no handshake, which has a length or one chunk.</summary>
    public async Task<string> ReadBodyAsync()
    {
        var bytes = new byte[1024];
        int count = await Stream.ReadAtLeastAsync(bytes, 1, cancellationToken: TestContext.Current.CancellationToken).AsTask().Soon();
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
