using System.Buffers.Binary;
using System.Net.Sockets;
using LoadTest.Messages;

namespace LoadTest.Contenders.Tcp;

/// <summary>
/// Messages of one size, each behind its length, over a socket. Nothing can be faster, as long as the kernel carries it. Sending is thread-safe; one caller receives.
/// </summary>
/// <param name="socket">A connected socket.</param>
/// <param name="inBatches">Whether messages leave 64 KiB at a time, or when there is no more to say; otherwise each by a write of its own.</param>
internal sealed class TcpChannel(Socket socket, bool inBatches) : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int FrameSize = sizeof(int) + Payload.LineSize;

    private readonly Lock _gate = new();
    private byte[]? _batch; // Guarded by _gate.
    private int _length; // Guarded by _gate.
    private bool _isReceiving; // Guarded by _gate.

    /// <summary>Sends a message that is a part of more to come: <see cref="Flush"/> follows the last one.</summary>
    public void Post(long seq)
    {
        lock (_gate)
            Append(PayloadKind.Post, seq);
    }

    /// <summary>Sends a message that is waited for: at once, or with the others that answer to what was received together.</summary>
    public void Echo(long seq)
    {
        lock (_gate)
        {
            Append(PayloadKind.Echo, seq);
            if (!_isReceiving)
                Flush();
        }
    }

    /// <summary>Sends what is held back.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            // Blocks while the other side does not read: no workload sends more than fits in both directions at once.
            for (int sent = 0; sent < _length;)
                sent += socket.Send(_batch.AsSpan(sent, _length - sent));
            _length = 0;
        }
    }

    /// <summary>Hands every message to <paramref name="take"/>, until the other side closes or the connection breaks.</summary>
    public async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> take)
    {
        try
        {
            // Waits without a buffer, so that an idle connection has none.
            await socket.ReceiveAsync(Memory<byte>.Empty);
            byte[] buffer = new byte[BufferSize];
            int length = 0;
            while (await socket.ReceiveAsync(buffer.AsMemory(length)) is > 0 and int received)
            {
                length += received;
                SetReceiving(true);
                int start = TakeAll(buffer.AsMemory(0, length), take);
                SetReceiving(false);
                buffer.AsSpan(start..length).CopyTo(buffer);
                length -= start;
            }
        }
        catch (SocketException)
        {
            // The other process is gone; a message that is missing is noticed by its count.
        }
    }

    public void Dispose() => socket.Dispose();

    /// <returns>How much of it was whole messages.</returns>
    private static int TakeAll(ReadOnlyMemory<byte> received, Action<ReadOnlyMemory<byte>> take)
    {
        int start = 0;
        while (received.Length - start >= sizeof(int))
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(received.Span[start..]);
            if (received.Length - start < sizeof(int) + size)
                break;
            take(received.Slice(start + sizeof(int), size));
            start += sizeof(int) + size;
        }

        return start;
    }

    private void SetReceiving(bool value)
    {
        lock (_gate)
        {
            _isReceiving = value;
            if (!value)
                Flush();
        }
    }

    private void Append(PayloadKind kind, long seq)
    {
        _batch ??= new byte[BufferSize];
        Span<byte> frame = _batch.AsSpan(_length, FrameSize);
        BinaryPrimitives.WriteInt32LittleEndian(frame, Payload.LineSize);
        Payload.Write(frame[sizeof(int)..], kind, MessageShape.Line, seq);
        _length += FrameSize;
        if (!inBatches || _length + FrameSize > BufferSize)
            Flush();
    }
}
