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
    private readonly IEnvelopeFormat _envelopes;
    private readonly Action<IBufferWriter<byte>, Envelope> _write; // One delegate, not one a message.
    private readonly Sequence _incoming;
    private readonly Task _receiving;

    public ByHandConnection(ClientWebSocket socket, IEnvelopeFormat envelopes, Sequence incoming)
    {
        _socket = socket;
        _channel = new WebSocketChannel(socket, envelopes.MessageType);
        _envelopes = envelopes;
        _write = envelopes.Write;
        _incoming = incoming;
        _receiving = _channel.ReceiveAsync(Take);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await _channel.SendAsync(_write, Envelope.Of(Envelope.Echo, seq));
        return await reply;
    }

    public ValueTask PostAsync(long seq) => _channel.SendAsync(_write, Envelope.Of(Envelope.Post, seq));

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _receiving;
        _socket.Dispose();
    }

    private ValueTask Take(ReadOnlyMemory<byte> message)
    {
        Envelope envelope = _envelopes.Read(message);
        Line line = envelope.Data;
        if (envelope.Type == Envelope.Echo)
            _replies.Complete(envelope.Id, line.Seq == envelope.Id && Sample.Matches(line.Room, line.User, line.Text, line.At));
        else
            _incoming.Take(line);
        return ValueTask.CompletedTask;
    }
}
