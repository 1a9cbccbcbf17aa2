namespace TypedWs.Transport;

/// <summary>
/// Reads on after this side gave up on the peer's messages: passes over everything and only looks for the peer's close frame.
/// Judges nothing; where the framing itself is lost it finds no close frame, and the deadline ends the connection.
/// </summary>
/// <param name="payloadLeft">Bytes to pass over before the next header.</param>
internal sealed class FrameDiscarder(long payloadLeft = 0)
{
    private readonly byte[] _head = new byte[FrameHeader.MaxSize];
    private int _headLength;
    private ulong _payloadLeft = (ulong)payloadLeft;

    /// <summary>Passes over bytes; true when a close frame begins among them.</summary>
    public bool SeesClose(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_payloadLeft > 0)
            {
                int skipped = (int)Math.Min(_payloadLeft, (ulong)bytes.Length);
                _payloadLeft -= (ulong)skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _head[_headLength++] = bytes[0];
            bytes = bytes[1..];
            if (!FrameHeader.TryParse(_head.AsSpan(0, _headLength), out FrameHeader header))
                continue;
            if (header.Opcode == WsOpcode.Close)
                return true;
            _headLength = 0;
            _payloadLeft = header.PayloadLength;
        }

        return false;
    }
}
