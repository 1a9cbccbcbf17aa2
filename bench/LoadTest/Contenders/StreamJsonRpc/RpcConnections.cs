using System.Collections.Concurrent;
using LoadTest.Messages;
using StreamJsonRpc;

namespace LoadTest.Contenders.StreamJsonRpc;

/// <summary>The connections that are open, which StreamJsonRpc does not keep. Thread-safe.</summary>
internal sealed class RpcConnections : IAudience
{
    private readonly ConcurrentDictionary<JsonRpc, bool> _open = new();

    public async ValueTask PushAsync(long seq)
    {
        foreach ((JsonRpc rpc, _) in _open)
            await rpc.NotifyAsync(MethodNames.Push, Line.Of(seq));
    }

    /// <summary>Keeps a connection until it ends.</summary>
    public async Task KeepAsync(JsonRpc rpc)
    {
        _open[rpc] = true;
        try
        {
            await rpc.Completion;
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or ConnectionLostException)
        {
            // The other process closed without a handshake; a message that is missing is noticed by its count.
        }
        finally
        {
            _open.TryRemove(rpc, out _);
        }
    }
}
