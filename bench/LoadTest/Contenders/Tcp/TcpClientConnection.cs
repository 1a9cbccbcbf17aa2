using System.Net.Sockets;
using LoadTest.Messages;

namespace LoadTest.Contenders.Tcp;

internal sealed class TcpClientConnection : IClientConnection
{
    private readonly Replies _replies = new();
    private readonly Socket _socket;
    private readonly TcpChannel _channel;
    private readonly Sequence _incoming;
    private readonly Task _receiving;

    public TcpClientConnection(Socket socket, bool inBatches, Sequence incoming)
    {
        _socket = socket;
        _channel = new TcpChannel(socket, inBatches);
        _incoming = incoming;
        _receiving = _channel.ReceiveAsync(Take);
    }

    public ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        _channel.Echo(seq);
        return reply;
    }

    public ValueTask PostAsync(MessageShape shape, long seq)
    {
        _channel.Post(seq);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync()
    {
        _channel.Flush();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Shutdown(SocketShutdown.Both);
        await _receiving;
        _channel.Dispose();
    }

    private void Take(ReadOnlyMemory<byte> payload)
    {
        if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
            _replies.Complete(Payload.SeqOf(payload.Span), Payload.IsWhole(payload.Span));
        else
            _incoming.Take(payload.Span);
    }
}
