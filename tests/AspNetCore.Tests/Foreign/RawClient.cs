using System.Buffers.Binary;
using System.Text;

namespace TypedWs.AspNetCore.Tests;

/// <summary>
/// A client that speaks frames (RFC 6455, section 5) and knows nothing of TypedWs: it can break any rule, and reads only when it is told to.
/// </summary>
public sealed class RawClient : IAsyncDisposable
{
    public const int Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10;

    private readonly RawHandshake _handshake;

    private RawClient(RawHandshake handshake) => _handshake = handshake;

    public RawHandshake Handshake => _handshake;

    public static async Task<RawClient> ConnectAsync(Uri uri, string? subprotocol = null)
    {
        Dictionary<string, string> headers = RawHandshake.Headers();
        if (subprotocol is not null)
            headers["Sec-WebSocket-Protocol"] = subprotocol;

        return Over(await RawHandshake.SendAsync(uri, headers));
    }

    /// <summary>Goes on after a handshake, which must have been accepted.</summary>
    public static RawClient Over(RawHandshake handshake)
    {
        Assert.Equal(101, handshake.Status);
        return new RawClient(handshake);
    }

    public Task SendTextAsync(string text) => SendAsync(Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends a whole message in one masked frame.</summary>
    public Task SendAsync(int opcode, byte[] payload) => SendRawAsync(Frame(0x80 | opcode, payload));

    public async Task SendRawAsync(byte[] bytes) => await _handshake.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>A masked frame with any first byte. Its key is zero, so that the payload stays readable.</summary>
    public static byte[] Frame(int firstByte, byte[] payload)
    {
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)(0x80 | payload.Length)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            var large => [0x80 | 127, 0, 0, 0, 0, (byte)(large >> 24), (byte)(large >> 16), (byte)(large >> 8), (byte)large],
        };
        return [(byte)firstByte, .. length, 0, 0, 0, 0, .. payload];
    }

    /// <summary>Sends a request and returns its answer.</summary>
    public async Task<RawFrame> AskAsync(string json)
    {
        await SendTextAsync(json);
        return await ReceiveAsync();
    }

    public async Task<RawFrame> ReceiveAsync()
    {
        byte[] head = await ReadAsync(2);
        long length = (head[1] & 0x7f) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8)),
            var small => small,
        };
        return new RawFrame(head[0] & 0x0f, await ReadAsync((int)length));
    }

    /// <summary>Waits until the server ends the connection, whatever it still sends before.</summary>
    public async Task ReadToEndAsync()
    {
        var discarded = new byte[16 * 1024];
        try
        {
            while (await _handshake.Stream.ReadAsync(discarded, TestContext.Current.CancellationToken).AsTask().Soon() > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }
    }

    /// <summary>Shows that the connection still works.</summary>
    public async Task AssertAliveAsync()
    {
        RawFrame echo = await AskAsync("""{"jsonrpc":"2.0","id":99,"method":"lab.echo","params":{"text":"alive"}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":99,"result":{"text":"alive"}}""", echo.Text);
    }

    public ValueTask DisposeAsync() => _handshake.DisposeAsync();

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _handshake.Stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken).AsTask().Soon();
        return bytes;
    }
}
