using System.Buffers;

namespace TypedWs.Transport;

// A message that comes in several reads: unmasked, decompressed and checked as it comes, so that what is wrong with it is found at once.
internal sealed partial class FrameReader
{
    // The data frame that is being gathered, the part of its payload still to come, and the mask key as it applies to that part.
    private FrameHeader _frame;
    private long _missing;
    private uint _maskKey;

    // Whole characters checked so far, of a text.
    private int _checkedText;

    private MessageAssembly Assembly => _assembly ??= new MessageAssembly(pool ?? ArrayPool<byte>.Shared);

    // What is large and needs no work but unmasking is read to where it belongs.
    private bool ReadsIntoAssembly => _missing > ReceiveBuffer.Size && !_compressed;

    /// <summary>Where to read to.</summary>
    public Memory<byte> GetRoom() => ReadsIntoAssembly ? Assembly.GetRoom((int)_missing) : _buffer.GetRoom();

    /// <summary>Notes that a read filled <paramref name="count"/> bytes of the room.</summary>
    public void Fill(int count)
    {
        if (!ReadsIntoAssembly)
        {
            _buffer.Fill(count);
            return;
        }

        Assembly.Fill(count);
        Unmask(Assembly.Written.Span[^count..]);
        _missing -= count;
    }

    private void BeginDataFrame(in FrameHeader header)
    {
        if (header.Opcode != WsOpcode.Continuation)
        {
            _message = header.Opcode;
            _compressed = header.IsCompressed;
        }

        _buffer.Skip(header.Size);
        _frame = header;
        _missing = (long)header.PayloadLength;
        if (_missing > ReceiveBuffer.Size)
            _buffer.StaySmall();
        _maskKey = header.MaskKey;
    }

    /// <summary>Moves what has come of the current frame into the assembly; true when it is all there.</summary>
    private bool GatherPayload()
    {
        Memory<byte> part = _buffer.Take((int)Math.Min(_buffer.Unread.Length, _missing));
        _missing -= part.Length;
        Unmask(part.Span);
        bool isWhole = _missing == 0 && _frame.IsFinal;
        if (_compressed)
            Inflate(part, isWhole);
        else
            Assembly.Append(part.Span);

        if (_message == WsOpcode.Text)
            CheckText(Assembly.Written.Span, isWhole);
        return _missing == 0;
    }

    private void Inflate(Memory<byte> part, bool isWhole)
    {
        if (!part.IsEmpty)
            inflater!.Inflate(part, Assembly, maxMessageSize);
        if (isWhole)
            inflater!.End(Assembly, maxMessageSize);
    }

    private FrameEvent EndDataFrame(out Memory<byte> payload)
    {
        bool isLast = _frame.IsFinal;
        _frame = default;
        payload = Assembly.Written;
        if (!isLast)
            return FrameEvent.NeedMore;

        FrameEvent found = _message == WsOpcode.Text ? FrameEvent.Text : FrameEvent.Binary;
        _message = WsOpcode.Continuation;
        _compressed = false;
        _checkedText = 0;
        _delivered = true;
        return found;
    }

    private void Unmask(Span<byte> part)
    {
        if (!_frame.IsMasked)
            return;
        FrameMask.Apply(part, _maskKey);
        _maskKey = FrameMask.Advance(_maskKey, part.Length);
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
        if ((ulong)(_assembly?.Length ?? 0) + frameLength > (ulong)maxMessageSize)
            throw new WsProtocolException(WsCloseCode.MessageTooBig, $"the message is larger than the limit of {maxMessageSize} bytes");
    }

    private static WsProtocolException InvalidText() => new(WsCloseCode.InvalidPayload, "a text message is not valid UTF-8");
}
