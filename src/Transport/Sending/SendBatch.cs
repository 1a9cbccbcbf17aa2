using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// Frames that leave with one write, back to back in a pooled buffer. A payload is written behind reserved header space, then its length is
/// patched in and, by a client, its bytes are masked in place. Not thread-safe: <see cref="FrameSender"/> owns it and says when.
/// </summary>
internal sealed class SendBatch(bool masked) : IBufferWriter<byte>
{
    private const int SmallestBuffer = 4096;

    private byte[] _buffer = [];
    private int _frameStart;
    private int _payloadStart;
    private bool _frameOpen;

    // What the last batch and the last header took is the best guess for the next one.
    private int _expectedSize = SmallestBuffer;
    private int _expectedHeader = FrameHeader.SizeFor(0, masked);

    /// <summary>Bytes of whole frames.</summary>
    public int Length { get; private set; }

    /// <summary>The frames; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Adds one unfragmented frame. When the writer throws, the batch is as it was.</summary>
    /// <returns>The length of the payload.</returns>
    /// <exception cref="InvalidOperationException">The writer tried to send, or advanced past what it was given.</exception>
    public int Append<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state)
    {
        int before = Length;
        Begin();
        try
        {
            writer(this, state);
            return End(opcode);
        }
        catch
        {
            Truncate(before);
            throw;
        }
        finally
        {
            _frameOpen = false;
        }
    }

    /// <summary>Adds a control frame, or any frame whose payload is at hand.</summary>
    public void AppendPayload(WsOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Begin();
        payload.CopyTo(GetSpan(payload.Length));
        Length += payload.Length;
        End(opcode);
        _frameOpen = false;
    }

    /// <summary>Adds a frame that is finished already.</summary>
    public void AppendFrame(ReadOnlySpan<byte> frame)
    {
        Reserve(frame.Length);
        frame.CopyTo(_buffer.AsSpan(Length));
        Length += frame.Length;
    }

    /// <summary>Takes back what was added since the batch was <paramref name="length"/> bytes long.</summary>
    public void Truncate(int length)
    {
        Length = length;
        if (length == 0)
            Release();
    }

    /// <summary>Empties the batch and gives its buffer back: an idle connection holds none.</summary>
    public void Release()
    {
        _expectedSize = Math.Max(Length, SmallestBuffer);
        Length = 0;
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        if (!_frameOpen || count < 0 || count > _buffer.Length - Length)
            throw new InvalidOperationException("A payload writer advanced past what it was given, or was kept after its call.");

        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(Length);
    }

    private void Begin()
    {
        if (_frameOpen)
            throw new InvalidOperationException("A payload writer must not send. Send the other message after this one.");

        _frameOpen = true;
        _frameStart = Length;
        Reserve(_expectedHeader);
        _payloadStart = Length += _expectedHeader;
    }

    private int End(WsOpcode opcode)
    {
        int payloadLength = Length - _payloadStart;
        int header = FrameHeader.SizeFor(payloadLength, masked);
        if (header != _expectedHeader)
            MovePayload(payloadLength, header);

        uint key = masked ? MaskKeys.Next() : 0;
        FrameHeader.Write(_buffer.AsSpan(_frameStart, header), opcode, payloadLength, masked, key);
        if (masked)
            FrameMask.Apply(_buffer.AsSpan(_payloadStart, payloadLength), key);

        return payloadLength;
    }

    /// <summary>Makes the header's room right where the guess was wrong: a gap between two frames would cost a second write.</summary>
    private void MovePayload(int payloadLength, int header)
    {
        Reserve(Math.Max(header - _expectedHeader, 0));
        int start = _frameStart + header;
        _buffer.AsSpan(_payloadStart, payloadLength).CopyTo(_buffer.AsSpan(start));
        _payloadStart = start;
        _expectedHeader = header;
        Length = start + payloadLength;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - Length < count)
            Grow(count);
    }

    private void Grow(int count)
    {
        int needed = checked(Length + count);
        int doubled = (int)Math.Min((long)_buffer.Length * 2, Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(doubled, _expectedSize)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
