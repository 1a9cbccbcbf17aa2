using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using LoadTest.Messages;

namespace LoadTest.Contenders.WebSockets;

internal sealed class WebSocketsConnection : IClientConnection
{
    private readonly Replies _replies = new();
    private readonly ClientWebSocket _socket;
    private readonly WebSocketChannel _channel;
    private readonly Sequence _incoming;
    private readonly Task _receiving;

    public WebSocketsConnection(ClientWebSocket socket, Sequence incoming)
    {
        _socket = socket;
        _channel = new WebSocketChannel(socket, WebSocketMessageType.Binary);
        _incoming = incoming;
        _receiving = _channel.ReceiveAsync(Take);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await SendAsync(PayloadKind.Echo, MessageShape.Line, seq);
        return await reply;
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => SendAsync(PayloadKind.Post, shape, seq);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _receiving;
        _socket.Dispose();
    }

    private ValueTask SendAsync(PayloadKind kind, MessageShape shape, long seq)
        => _channel.SendAsync(static (output, m) => Payload.Write(output, m.kind, m.shape, m.seq), (kind, shape, seq));

    private ValueTask Take(ReadOnlyMemory<byte> payload)
    {
        if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
            _replies.Complete(Payload.SeqOf(payload.Span), Payload.IsWhole(payload.Span));
        else
            _incoming.Take(payload.Span);
        return ValueTask.CompletedTask;
    }
}
