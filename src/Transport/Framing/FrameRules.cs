namespace TypedWs.Transport;

/// <summary>What RFC 6455, section 5, asks of a frame's header.</summary>
internal static class FrameRules
{
    /// <summary>The longest payload of a control frame (section 5.5).</summary>
    public const int MaxControlPayload = 125;

    /// <summary>Refuses a header that the peer must not have sent.</summary>
    /// <param name="header">What was read.</param>
    /// <param name="receiver">The role of the side that reads: servers require masks, clients refuse them (section 5.1).</param>
    /// <param name="insideMessage">Whether a fragmented message has begun and not ended (section 5.4).</param>
    /// <param name="mayCompress">Whether both sides agreed on compression: a message's first frame may say that it is compressed (RFC 7692, section 6).</param>
    /// <exception cref="WsProtocolException">The header breaks a rule; the message names it.</exception>
    public static void Check(in FrameHeader header, WsRole receiver, bool insideMessage, bool mayCompress)
    {
        if (header.HasReservedBits)
            CheckReservedBits(header, mayCompress);

        if (header.IsMasked != (receiver == WsRole.Server))
            throw Violation(header.IsMasked ? "a server must not mask its frames" : "a client must mask its frames");

        CheckLength(header);
        if (header.IsControl)
            CheckControl(header);
        else
            CheckData(header.Opcode, insideMessage);
    }

    private static void CheckReservedBits(in FrameHeader header, bool mayCompress)
    {
        if (!mayCompress)
            throw Violation("a reserved bit is set, but no extension was negotiated");
        if (!header.IsCompressed || header.Opcode is not (WsOpcode.Text or WsOpcode.Binary))
            throw Violation("a reserved bit is set where compression has no use for it");
    }

    private static void CheckLength(in FrameHeader header)
    {
        if (header.LengthField < FrameHeader.Length16)
            return;

        if (header.PayloadLength > long.MaxValue)
            throw Violation("a frame length has its highest bit set");

        ulong shortest = header.LengthField == FrameHeader.Length16 ? FrameHeader.Length16 : ushort.MaxValue + 1ul;
        if (header.PayloadLength < shortest)
            throw Violation("a frame length is not in its shortest form");
    }

    private static void CheckControl(in FrameHeader header)
    {
        if (header.Opcode is not (WsOpcode.Close or WsOpcode.Ping or WsOpcode.Pong))
            throw Violation($"the opcode {(byte)header.Opcode} is reserved");
        if (!header.IsFinal)
            throw Violation("a control frame is fragmented");
        if (header.PayloadLength > MaxControlPayload)
            throw Violation("a control frame is longer than 125 bytes");
    }

    private static void CheckData(WsOpcode opcode, bool insideMessage)
    {
        switch (opcode)
        {
            case WsOpcode.Text or WsOpcode.Binary when insideMessage:
                throw Violation("a new message began before the last one ended");
            case WsOpcode.Continuation when !insideMessage:
                throw Violation("a continuation came without a message to continue");
            case > WsOpcode.Binary:
                throw Violation($"the opcode {(byte)opcode} is reserved");
        }
    }

    private static WsProtocolException Violation(string what) => new(WsCloseCode.ProtocolError, what);
}
