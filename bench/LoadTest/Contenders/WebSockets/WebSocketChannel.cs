using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace LoadTest.Contenders.WebSockets;

/// <summary>
/// The platform's WebSocket with what it leaves to its users: one send at a time, whole messages. Written with care, because it is what TypedWs is compared with:
/// buffers are used again, and nothing is allocated per message. Sending is thread-safe; one caller receives.
/// </summary>
internal sealed class WebSocketChannel(WebSocket socket, WebSocketMessageType type) : IAsyncDisposable
{
    private const int SmallBuffer = 4096;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _message = new(); // Guarded by _sending.

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync<TState>(Action<IBufferWriter<byte>, TState> write, TState state)
    {
        await _sending.WaitAsync();
        try
        {
            _message.ResetWrittenCount();
            write(_message, state);
            await socket.SendAsync(_message.WrittenMemory, type, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends what is encoded already.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Hands every message to <paramref name="take"/>, until the other side closes or the connection breaks.</summary>
    public async Task ReceiveAsync(Func<ReadOnlyMemory<byte>, ValueTask> take)
    {
        try
        {
            byte[] buffer = new byte[SmallBuffer];
            int length = 0;
            while (true)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;

                length += received.Count;
                if (received.EndOfMessage)
                {
                    await take(buffer.AsMemory(0, length));
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }

            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The other process closed without a handshake; a message that is missing is noticed by its count.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sending.WaitAsync();
        if (socket.State is WebSocketState.Open)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
