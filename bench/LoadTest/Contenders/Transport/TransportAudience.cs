using System.Collections.Concurrent;
using LoadTest.Messages;
using TypedWs.Transport;

namespace LoadTest.Contenders.Transport;

/// <summary>The open connections. Thread-safe.</summary>
internal sealed class TransportAudience : IAudience
{
    private readonly ConcurrentDictionary<WsConnection, bool> _open = new();

    public void Add(WsConnection connection) => _open[connection] = true;

    public void Remove(WsConnection connection) => _open.TryRemove(connection, out _);

    public ValueTask PushAsync(long seq)
    {
        var message = WsPreparedMessage.Create(WsMessageType.Binary, static (output, n) => Payload.Write(output, PayloadKind.Post, MessageShape.Line, n), seq);
        foreach ((WsConnection connection, _) in _open)
        {
            if (!connection.TrySend(message))
                connection.Abort("it does not read fast enough");
        }

        return ValueTask.CompletedTask;
    }
}
