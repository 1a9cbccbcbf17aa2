using System.Text;
using System.Threading.Channels;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>The other side of a peer under test, message by message: it sends what the test says and shows what arrives.</summary>
internal sealed class RawSide(DuplexStream stream, WsRole role) : IWsReceiver, IAsyncDisposable
{
    private readonly Channel<(WsMessageType Type, byte[] Payload)> _received = Channel.CreateUnbounded<(WsMessageType, byte[])>();

    public WsConnection Connection { get; } = new(stream, role);

    public void Start() => Connection.Start(this);

    public ValueTask SendAsync(string json) => Connection.SendAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(json));

    public ValueTask SendAsync(params byte[] messagePack) => Connection.SendAsync(WsMessageType.Binary, messagePack);

    public async Task<string> NextTextAsync()
    {
        (WsMessageType type, byte[] payload) = await NextAsync();
        Assert.Equal(WsMessageType.Text, type);
        return Encoding.UTF8.GetString(payload);
    }

    public async Task<byte[]> NextBinaryAsync()
    {
        (WsMessageType type, byte[] payload) = await NextAsync();
        Assert.Equal(WsMessageType.Binary, type);
        return payload;
    }

    /// <summary>Makes sure that the other side has sent nothing more, by asking it something that it answers at once.</summary>
    public async Task AssertNothingMoreAsync()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":"fence","method":"t.ask","params":{"text":"fence"}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":"fence","result":{"text":"fence"}}""", await NextTextAsync());
    }

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        _received.Writer.TryWrite((type, payload.ToArray()));
        return default;
    }

    public void OnClosed(WsClosed closed) => _received.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Connection.Abort("the test is over");
        await Connection.Completion;
    }

    private async Task<(WsMessageType Type, byte[] Payload)> NextAsync() => await _received.Reader.ReadAsync(PeerTest.Limit);
}
