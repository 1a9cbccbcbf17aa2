using System.Buffers;
using System.Text.Unicode;

namespace TypedWs.Transport;

/// <summary>
/// Turns bytes into whole messages and control frames (RFC 6455, sections 5 and 8.1). Has no I/O: read into <see cref="GetRoom"/>, report with
/// <see cref="Fill"/>, then call <see cref="Read"/> until it needs more. Used by one thread at a time.
/// </summary>
/// <param name="role">The role of the side that reads.</param>
/// <param name="maxMessageSize">The largest message taken, in bytes, decompressed.</param>
/// <param name="pool">Where buffers come from; the shared pool when null.</param>
/// <param name="inflater">Decompresses, where both sides agreed on it; owned by the reader.</param>
internal sealed partial class FrameReader(WsRole role, int maxMessageSize, ArrayPool<byte>? pool = null, MessageInflater? inflater = null)
{
    private ReceiveBuffer _buffer = new(pool ?? ArrayPool<byte>.Shared);

    // Made by the first message that needs it: most fit into the buffer.
    private MessageAssembly? _assembly;

    // The type of the message whose frames are being gathered, and whether it is compressed; Continuation while there is none.
    private WsOpcode _message = WsOpcode.Continuation;
    private bool _compressed;

    // The assembly was handed out with the last message.
    private bool _delivered;

    /// <summary>Whether a zero-byte wait loses nothing: no half frame is held.</summary>
    public bool IsIdle => _buffer.IsEmpty && _missing == 0;

    /// <summary>What was read and belongs to no frame taken so far.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.Unread;

    /// <summary>Bytes of the current frame's payload that are still to come, before the next header.</summary>
    public long MissingPayload => _missing;

    /// <summary>Finds the next message or control frame.</summary>
    /// <param name="payload">Its payload, unmasked; valid until the next call of any member.</param>
    /// <exception cref="WsProtocolException">The peer broke a rule.</exception>
    public FrameEvent Read(out Memory<byte> payload)
    {
        ReleaseDelivered();
        payload = default;
        while (true)
        {
            FrameEvent found;
            if (_frame.Size > 0)
            {
                if (!GatherPayload())
                    return FrameEvent.NeedMore;
                found = EndDataFrame(out payload);
            }
            else
            {
                if (!FrameHeader.TryParse(_buffer.Unread, out FrameHeader header))
                    return FrameEvent.NeedMore;
                FrameRules.Check(header, role, insideMessage: _message != WsOpcode.Continuation, mayCompress: inflater is not null);
                if (!TryReadFrame(header, out found, out payload))
                    return FrameEvent.NeedMore;
            }

            if (found != FrameEvent.NeedMore)
                return found;
        }
    }

    /// <summary>Forgets what is unread.</summary>
    public void Discard() => _buffer.Skip(_buffer.Unread.Length);

    /// <summary>Room for bytes that are not to be read as frames any more.</summary>
    public Memory<byte> GetDiscardRoom()
    {
        Discard();
        return _buffer.GetRoom();
    }

    /// <summary>Gives back what an idle connection need not hold.</summary>
    public void ReleaseIfIdle()
    {
        ReleaseDelivered();
        _buffer.ReleaseIfEmpty();
    }

    /// <summary>Gives everything back. Only when no payload handed out is in use any more.</summary>
    public void Release()
    {
        _assembly?.Release();
        Discard();
        _buffer.ReleaseIfEmpty();
        inflater?.Dispose();
    }

    /// <summary>False when the frame has to wait for more bytes; an event of NeedMore means that it was taken but is not the last fragment.</summary>
    private bool TryReadFrame(in FrameHeader header, out FrameEvent found, out Memory<byte> payload)
    {
        found = FrameEvent.NeedMore;
        payload = default;
        if (header.IsControl)
        {
            if (!TryTakeWhole(header, out payload))
                return false;
            found = header.Opcode switch { WsOpcode.Ping => FrameEvent.Ping, WsOpcode.Pong => FrameEvent.Pong, _ => FrameEvent.Close };
            return true;
        }

        // What a compressed message comes to shows when it is decompressed.
        bool compressed = header.IsCompressed || _compressed;
        if (!compressed)
            CheckSize(header.PayloadLength);

        bool alone = header.IsFinal && header.Opcode != WsOpcode.Continuation && !compressed;
        if (alone && TryTakeWhole(header, out payload))
        {
            found = header.Opcode == WsOpcode.Text ? FrameEvent.Text : FrameEvent.Binary;
            if (found == FrameEvent.Text && !Utf8.IsValid(payload.Span))
                throw InvalidText();
            return true;
        }

        // Most incomplete frames are just cut by the end of a read; they are parsed again when the rest is there. Not so text: it is checked as it comes.
        if (alone && header.Opcode == WsOpcode.Binary && header.Size + (int)header.PayloadLength <= ReceiveBuffer.Size)
            return false;

        BeginDataFrame(header);
        return true;
    }

    private bool TryTakeWhole(in FrameHeader header, out Memory<byte> payload)
    {
        payload = default;
        int length = (int)header.PayloadLength;
        if (_buffer.Unread.Length - header.Size < length)
            return false;

        _buffer.Skip(header.Size);
        payload = _buffer.Take(length);
        if (header.IsMasked)
            FrameMask.Apply(payload.Span, header.MaskKey);
        return true;
    }

    private void ReleaseDelivered()
    {
        if (!_delivered)
            return;
        _delivered = false;
        _assembly?.Release();
    }
}
