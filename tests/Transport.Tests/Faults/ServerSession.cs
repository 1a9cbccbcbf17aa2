using System.Threading.Channels;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>A client's connection, seen by a <see cref="SocketServer"/>; keeps what comes.</summary>
internal sealed class ServerSession(WsConnection connection, string head) : IWsReceiver
{
    private readonly Channel<(WsMessageType Type, byte[] Payload)> _messages = Channel.CreateUnbounded<(WsMessageType, byte[])>();

    public WsConnection Connection => connection;

    /// <summary>The request's head.</summary>
    public string Head => head;

    /// <summary>Runs in the hand-over, after the message was kept.</summary>
    public Func<WsMessageType, ReadOnlyMemory<byte>, ValueTask>? Handler { get; set; }

    public WsClosed? Closed { get; private set; }

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        _messages.Writer.TryWrite((type, payload.ToArray()));
        return Handler?.Invoke(type, payload) ?? ValueTask.CompletedTask;
    }

    public void OnClosed(WsClosed closed)
    {
        Closed = closed;
        _messages.Writer.TryComplete();
    }

    public async Task<byte[]> NextAsync() => (await _messages.Reader.ReadAsync(TestContext.Current.CancellationToken)).Payload;

    /// <summary>What has come and was not taken.</summary>
    public List<(WsMessageType Type, byte[] Payload)> Rest()
    {
        var rest = new List<(WsMessageType, byte[])>();
        while (_messages.Reader.TryRead(out (WsMessageType, byte[]) message))
            rest.Add(message);
        return rest;
    }
}
