using System.Runtime.CompilerServices;
using LoadTest.Messages;
using TypedWs.Transport;

namespace LoadTest.Contenders.Transport;

internal sealed class TransportConnection : IClientConnection, IWsReceiver
{
    private readonly Replies _replies = new();
    private readonly WsConnection _connection;
    private readonly Sequence _incoming;

    public TransportConnection(WsConnection connection, Sequence incoming)
    {
        _connection = connection;
        _incoming = incoming;
        connection.Start(this);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await SendAsync(PayloadKind.Echo, MessageShape.Line, seq);
        return await reply;
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => SendAsync(PayloadKind.Post, shape, seq);

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
            _replies.Complete(Payload.SeqOf(payload.Span), Payload.IsWhole(payload.Span));
        else
            _incoming.Take(payload.Span);
        return ValueTask.CompletedTask;
    }

    public void OnClosed(WsClosed closed)
    {
        // A message that is missing is noticed by its count.
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private ValueTask SendAsync(PayloadKind kind, MessageShape shape, long seq)
        => _connection.SendAsync(WsMessageType.Binary, static (output, m) => Payload.Write(output, m.kind, m.shape, m.seq), (kind, shape, seq));
}
