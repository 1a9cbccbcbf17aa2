using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using LoadTest.Contenders.WebSockets;
using LoadTest.Messages;

namespace LoadTest.Contenders.ByHand;

internal sealed class ByHandConnection : IClientConnection
{
    private readonly Replies _replies = new();
    private readonly ClientWebSocket _socket;
    private readonly WebSocketChannel _channel;
    private readonly Action<IBufferWriter<byte>, Envelope> _write; // One delegate, not one a message.
    private readonly EnvelopeReceiver _receiver;
    private readonly Task _receiving;

    public ByHandConnection(ClientWebSocket socket, IEnvelopeFormat envelopes, Sequence incoming)
    {
        _socket = socket;
        _channel = new WebSocketChannel(socket, envelopes.MessageType);
        _write = envelopes.Write;
        _receiver = new EnvelopeReceiver(envelopes, _replies, incoming);
        _receiving = _channel.ReceiveAsync(Take);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await _channel.SendAsync(_write, Envelope.Of(Envelope.Echo, MessageShape.Line, seq));
        return await reply;
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => _channel.SendAsync(_write, Envelope.Of(Envelope.Post, shape, seq));

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _receiving;
        _socket.Dispose();
    }

    private ValueTask Take(ReadOnlyMemory<byte> message)
    {
        _receiver.Take(message);
        return ValueTask.CompletedTask;
    }
}
