using LoadTest.Messages;
using LoadTest.Server;
using TypedWs.Transport;

namespace LoadTest.Contenders.Transport;

internal sealed class ServerReceiver(WsConnection connection, ServerState state) : IWsReceiver, IServerConnection
{
    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
            return connection.SendAsync(WsMessageType.Binary, payload);

        state.Incoming.Take(payload.Span);
        return ValueTask.CompletedTask;
    }

    public void OnClosed(WsClosed closed)
    {
        // A message that is missing is noticed by its count.
    }

    public ValueTask PushAsync(MessageShape shape, long seq)
        => connection.SendAsync(WsMessageType.Binary, static (output, m) => Payload.Write(output, PayloadKind.Post, m.shape, m.seq), (shape, seq));
}
