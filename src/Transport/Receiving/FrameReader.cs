using System.Text.Unicode;

namespace TypedWs.Transport;

/// <summary>
/// Turns bytes into whole messages and control frames (RFC 6455, sections 5 and 8.1). Has no I/O: read into <see cref="GetRoom"/>, report with
/// <see cref="Fill"/>, then call <see cref="Read"/> until it needs more. Used by one thread at a time.
/// </summary>
/// <param name="role">The role of the side that reads.</param>
/// <param name="maxMessageSize">The largest message taken, in bytes.</param>
internal sealed class FrameReader(WsRole role, int maxMessageSize)
{
    private readonly ReceiveBuffer _buffer = new();
    private readonly MessageAssembly _assembly = new();

    // The type of the message whose fragments are being gathered; Continuation while there is none.
    private WsOpcode _message = WsOpcode.Continuation;

    // The data frame whose payload does not fit the buffer, and the part of it still to come.
    private FrameHeader _frame;
    private int _missing;

    // Whole characters checked so far, of a text in fragments.
    private int _checkedText;

    // The assembly was handed out with the last message.
    private bool _delivered;

    /// <summary>Whether a zero-byte wait loses nothing: no half frame is held.</summary>
    public bool IsIdle => _buffer.IsEmpty && _missing == 0;

    /// <summary>What was read and belongs to no frame taken so far.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.Unread;

    public Memory<byte> GetRoom() => _missing > ReceiveBuffer.Size ? _assembly.GetRoom(_missing) : _buffer.GetRoom();

    public void Fill(int count)
    {
        if (_missing > ReceiveBuffer.Size)
        {
            _assembly.Fill(count);
            _missing -= count;
        }
        else
        {
            _buffer.Fill(count);
        }
    }

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
                FrameRules.Check(header, role, _message != WsOpcode.Continuation);
                if (!TryReadFrame(header, out found, out payload))
                    return FrameEvent.NeedMore;
            }

            if (found != FrameEvent.NeedMore)
                return found;
        }
    }

    /// <summary>Room for bytes that are not to be read as frames any more.</summary>
    public Memory<byte> GetDiscardRoom()
    {
        _buffer.Skip(_buffer.Unread.Length);
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
        _assembly.Release();
        _buffer.Skip(_buffer.Unread.Length);
        _buffer.ReleaseIfEmpty();
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

        CheckSize(header.PayloadLength);
        if (header.IsFinal && header.Opcode != WsOpcode.Continuation && TryTakeWhole(header, out payload))
        {
            found = header.Opcode == WsOpcode.Text ? FrameEvent.Text : FrameEvent.Binary;
            if (found == FrameEvent.Text && !Utf8.IsValid(payload.Span))
                throw InvalidText();
            return true;
        }

        // Most incomplete frames are just cut by the end of a read; they are parsed again when the rest is there.
        if (header.IsFinal && header.Opcode != WsOpcode.Continuation && header.Size + (int)header.PayloadLength <= ReceiveBuffer.Size)
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

    private void BeginDataFrame(in FrameHeader header)
    {
        if (header.Opcode != WsOpcode.Continuation)
            _message = header.Opcode;
        _buffer.Skip(header.Size);
        _frame = header;
        _missing = (int)header.PayloadLength;
    }

    /// <summary>Moves what has come of the current frame into the assembly; true when it is all there.</summary>
    private bool GatherPayload()
    {
        Span<byte> unread = _buffer.Unread;
        int count = Math.Min(unread.Length, _missing);
        _assembly.Append(unread[..count]);
        _buffer.Skip(count);
        _missing -= count;
        return _missing == 0;
    }

    private FrameEvent EndDataFrame(out Memory<byte> payload)
    {
        FrameHeader frame = _frame;
        _frame = default;
        payload = _assembly.Written;
        if (frame.IsMasked)
            FrameMask.Apply(payload.Span[^(int)frame.PayloadLength..], frame.MaskKey);

        if (_message == WsOpcode.Text)
            CheckText(payload.Span, frame.IsFinal);
        if (!frame.IsFinal)
            return FrameEvent.NeedMore;

        FrameEvent found = _message == WsOpcode.Text ? FrameEvent.Text : FrameEvent.Binary;
        _message = WsOpcode.Continuation;
        _checkedText = 0;
        _delivered = true;
        return found;
    }

    private void CheckText(ReadOnlySpan<byte> text, bool isWhole)
    {
        ReadOnlySpan<byte> rest = text[_checkedText..];
        if (!Utf8Prefix.IsValid(rest, out int complete) || (isWhole && complete < rest.Length))
            throw InvalidText();
        _checkedText += complete;
    }

    private void CheckSize(ulong frameLength)
    {
        // Both terms are far below overflow: a length has at most 63 bits here.
        if ((ulong)_assembly.Length + frameLength > (ulong)maxMessageSize)
            throw new WsProtocolException(WsCloseCode.MessageTooBig, $"the message is larger than the limit of {maxMessageSize} bytes");
    }

    private void ReleaseDelivered()
    {
        if (!_delivered)
            return;
        _delivered = false;
        _assembly.Release();
    }

    private static WsProtocolException InvalidText() => new(WsCloseCode.InvalidPayload, "a text message is not valid UTF-8");
}
