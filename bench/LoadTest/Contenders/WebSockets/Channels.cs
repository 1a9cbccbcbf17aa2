using System.Collections.Concurrent;

namespace LoadTest.Contenders.WebSockets;

/// <summary>The channels that are open, which the platform does not keep. Thread-safe.</summary>
internal sealed class Channels
{
    private readonly ConcurrentDictionary<WebSocketChannel, bool> _open = new();

    /// <summary>Sends one message, encoded once, to all.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        foreach ((WebSocketChannel channel, _) in _open)
            await channel.SendAsync(message);
    }

    /// <summary>Keeps a channel while it receives.</summary>
    public async Task ReceiveAsync(WebSocketChannel channel, Func<ReadOnlyMemory<byte>, ValueTask> take)
    {
        _open[channel] = true;
        await channel.ReceiveAsync(take);
        _open.TryRemove(channel, out _);
    }
}
