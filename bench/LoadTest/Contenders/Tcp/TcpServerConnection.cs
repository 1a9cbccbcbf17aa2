using LoadTest.Messages;
using LoadTest.Server;

namespace LoadTest.Contenders.Tcp;

internal sealed class TcpServerConnection(TcpChannel channel, ServerState state) : IServerConnection
{
    public ValueTask PushAsync(MessageShape shape, long seq)
    {
        channel.Post(seq);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync()
    {
        channel.Flush();
        return ValueTask.CompletedTask;
    }

    public void Take(ReadOnlyMemory<byte> payload)
    {
        // A damaged message has no answer.
        if (Payload.KindOf(payload.Span) == PayloadKind.Post || !Payload.IsWhole(payload.Span))
            state.Incoming.Take(payload.Span);
        else
            channel.Echo(Payload.SeqOf(payload.Span));
    }
}
