using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// Frames that leave with one write, back to back in a pooled buffer. A payload is written behind reserved header space, then its length is
/// patched in and, by a client, its bytes are masked in place. A large message becomes several frames, between which control frames may go.
/// Not thread-safe: <see cref="FrameSender"/> owns it and says when.
/// </summary>
/// <param name="masked">Whether frames are masked, as a client's are.</param>
/// <param name="maxFrameSize">The longest payload of one frame.</param>
/// <param name="pool">Where the buffer comes from.</param>
/// <param name="deflater">Compresses messages, where both sides agreed on it.</param>
internal sealed class SendBatch(bool masked, int maxFrameSize, ArrayPool<byte> pool, MessageDeflater? deflater = null) : IBufferWriter<byte>
{
    private const int SmallestBuffer = 512;

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

    /// <summary>Adds one message. When the writer throws, the batch is as it was.</summary>
    /// <returns>The length of the payload, as it was written.</returns>
    /// <exception cref="InvalidOperationException">The writer tried to send, or advanced past what it was given.</exception>
    public int Append<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state)
    {
        int before = Length;
        Begin();
        try
        {
            writer(this, state);
            int length = Length - _payloadStart;
            End((byte)((byte)opcode | (deflater is null ? 0 : Deflate(deflater))));
            return length;
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

    /// <summary>Adds a control frame, or any message whose payload is at hand.</summary>
    public void AppendPayload(WsOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Begin();
        payload.CopyTo(GetSpan(payload.Length));
        Length += payload.Length;
        End((byte)opcode);
        _frameOpen = false;
    }

    /// <summary>Adds frames that are finished already.</summary>
    public void AppendFrames(ReadOnlySpan<byte> frames)
    {
        Reserve(frames.Length);
        frames.CopyTo(_buffer.AsSpan(Length));
        Length += frames.Length;
    }

    /// <summary>Takes back what was added since the batch was <paramref name="length"/> bytes long.</summary>
    public void Truncate(int length)
    {
        // The peer will not see what the deflater has seen.
        deflater?.Forget();
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
            pool.Return(buffer);
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

    /// <summary>Puts the compressed message in the place of the open one; the header's bit that says so, or 0.</summary>
    private byte Deflate(MessageDeflater compression)
    {
        bool worthWhile = compression.TryDeflate(_buffer.AsSpan(_payloadStart, Length - _payloadStart), out ReadOnlySpan<byte> deflated);
        if (worthWhile)
        {
            Length = _payloadStart;
            Reserve(deflated.Length);
            deflated.CopyTo(_buffer.AsSpan(Length));
            Length += deflated.Length;
        }

        compression.Release();
        return worthWhile ? FrameHeader.CompressedBit : (byte)0;
    }

    /// <param name="first">The first byte of the message: its opcode and reserved bits.</param>
    private void End(byte first)
    {
        int payloadLength = Length - _payloadStart;
        if (payloadLength > maxFrameSize)
        {
            EndFragments(first, payloadLength);
            return;
        }

        int header = FrameHeader.SizeFor(payloadLength, masked);
        if (header != _expectedHeader)
            MovePayload(payloadLength, header);
        EndFrame(_frameStart, header, (byte)(FrameHeader.FinBit | first), payloadLength);
    }

    /// <summary>Spreads the payload out, so that there is room for a header before each part of it.</summary>
    private void EndFragments(byte first, int payloadLength)
    {
        int last = (payloadLength - 1) / maxFrameSize;
        int lastLength = payloadLength - (last * maxFrameSize);
        int header = FrameHeader.SizeFor(maxFrameSize, masked);
        int lastHeader = FrameHeader.SizeFor(lastLength, masked);
        int wireLength = checked((last * (header + maxFrameSize)) + lastHeader + lastLength);
        Reserve(_frameStart + wireLength - Length);

        // From the last on: each part moves to the right, at most into parts that have moved already.
        for (int i = last; i >= 0; i--)
        {
            bool isLast = i == last;
            int length = isLast ? lastLength : maxFrameSize;
            int size = isLast ? lastHeader : header;
            int start = _frameStart + (i * (header + maxFrameSize));
            _buffer.AsSpan(_payloadStart + (i * maxFrameSize), length).CopyTo(_buffer.AsSpan(start + size));
            EndFrame(start, size, (byte)((isLast ? FrameHeader.FinBit : 0) | (i == 0 ? first : (byte)WsOpcode.Continuation)), length);
        }

        Length = _frameStart + wireLength;
    }

    private void EndFrame(int start, int header, byte first, int payloadLength)
    {
        uint key = masked ? MaskKeys.Next() : 0;
        FrameHeader.Write(_buffer.AsSpan(start, header), first, payloadLength, masked, key);
        if (masked)
            FrameMask.Apply(_buffer.AsSpan(start + header, payloadLength), key);
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
        byte[] larger = pool.Rent(Math.Max(needed, Math.Max(doubled, _expectedSize)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        if (_buffer.Length > 0)
            pool.Return(_buffer);
        _buffer = larger;
    }
}
