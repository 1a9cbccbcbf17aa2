namespace TypedWs.Testing;

/// <summary>Finds where messages end in a stream of frames, by their headers alone (RFC 6455, section 5.2), however the stream is cut. One caller at a time.</summary>
internal sealed class MessageCounter
{
    private const int MaxHeader = 14;
    private const int MaskKey = 4;

    private readonly byte[] _header = new byte[MaxHeader];
    private int _headerLength;
    private ulong _left; // Bytes of the payload that are still to come.

    /// <summary>Goes on to the end of the next data message.</summary>
    /// <param name="bytes">What comes next in the stream; not empty.</param>
    /// <param name="isMessage">Whether a message ends there.</param>
    /// <returns>How many bytes that is; all of them where no message ends in them.</returns>
    public int ReadToEndOfMessage(ReadOnlySpan<byte> bytes, out bool isMessage)
    {
        int read = 0;
        while (read < bytes.Length)
        {
            if (_left == 0 && !TryReadHeader(bytes, ref read))
                break;

            int payload = (int)Math.Min(_left, (ulong)(bytes.Length - read));
            read += payload;
            _left -= (ulong)payload;
            if (_left == 0)
            {
                bool isLast = EndsMessage;
                _headerLength = 0;
                if (isLast)
                {
                    isMessage = true;
                    return read;
                }
            }
        }

        isMessage = false;
        return read;
    }

    /// <summary>The last frame of a message that is no control frame.</summary>
    private bool EndsMessage => (_header[0] & 0x80) != 0 && (_header[0] & 0x08) == 0;

    private bool TryReadHeader(ReadOnlySpan<byte> bytes, ref int read)
    {
        while (read < bytes.Length)
        {
            _header[_headerLength++] = bytes[read++];
            if (_headerLength >= 2 && _headerLength == Expected)
            {
                _left = Length;
                return true;
            }
        }

        return false;
    }

    private int Expected => 2 + LengthBytes + ((_header[1] & 0x80) != 0 ? MaskKey : 0);

    private int LengthBytes => (_header[1] & 0x7f) switch
    {
        126 => 2,
        127 => 8,
        _ => 0,
    };

    private ulong Length
    {
        get
        {
            if (LengthBytes == 0)
                return (ulong)(_header[1] & 0x7f);

            ulong length = 0;
            foreach (byte next in _header.AsSpan(2, LengthBytes))
                length = (length << 8) | next;
            return length;
        }
    }
}
