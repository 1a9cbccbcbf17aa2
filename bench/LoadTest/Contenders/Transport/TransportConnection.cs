using System.Runtime.CompilerServices;
using LoadTest.Messages;
using TypedWs.Transport;

namespace LoadTest.Contenders.Transport;

internal sealed class TransportConnection : IClientConnection, IWsReceiver
{
    private readonly Replies _replies = new();
    private readonly WsConnection _connection;
    private readonly int _size;
    private readonly Sequence _incoming;

    public TransportConnection(WsConnection connection, int size, Sequence incoming)
    {
        _connection = connection;
        _size = size;
        _incoming = incoming;
        connection.Start(this);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await SendAsync(PayloadKind.Echo, seq);
        return await reply;
    }

    public ValueTask PostAsync(long seq) => SendAsync(PayloadKind.Post, seq);

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
            _replies.Complete(Payload.SeqOf(payload.Span), payload.Length == _size);
        else
            _incoming.Take(payload.Span, _size);
        return ValueTask.CompletedTask;
    }

    public void OnClosed(WsClosed closed)
    {
        // A message that is missing is noticed by its count.
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private ValueTask SendAsync(PayloadKind kind, long seq)
        => _connection.SendAsync(WsMessageType.Binary, static (output, m) => Payload.Write(output, m.kind, m.seq, m._size), (kind, seq, _size));
}
