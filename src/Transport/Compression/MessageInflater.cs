using System.IO.Compression;

namespace TypedWs.Transport;

/// <summary>
/// Decompresses messages as they come (RFC 7692, section 7.2.2), so that no compressed byte is kept and nothing grows beyond the limit. Owns the inflate
/// state, which exists from the first compressed message on: with context for the connection's life, without it for one message.
/// Used by the receive loop alone.
/// </summary>
/// <param name="keepsContext">Whether a message may refer back to earlier ones.</param>
internal sealed class MessageInflater(bool keepsContext) : IDisposable
{
    private readonly InflateInput _input = new();
    private DeflateStream? _stream;

    /// <summary>Decompresses the next part of a message.</summary>
    /// <param name="part">Compressed bytes.</param>
    /// <param name="output">The message so far.</param>
    /// <param name="limit">The largest message taken, in bytes.</param>
    /// <exception cref="WsProtocolException">The message is larger than the limit, or the bytes are not what deflate produces.</exception>
    public void Inflate(ReadOnlyMemory<byte> part, MessageAssembly output, int limit)
    {
        _stream ??= new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);
        _input.Set(part);
        while (Read(output.GetRoom((int)Math.Min((long)limit - output.Length + 1, int.MaxValue))) is var count and > 0)
        {
            output.Fill(count);
            if (output.Length > limit)
                throw new WsProtocolException(WsCloseCode.MessageTooBig, $"the message is decompressed larger than the limit of {limit} bytes");
        }
    }

    /// <summary>Decompresses the end of a message, which senders leave out.</summary>
    /// <inheritdoc cref="Inflate" path="/exception"/>
    public void End(MessageAssembly output, int limit)
    {
        Inflate(DeflateTail.Bytes, output, limit);
        // A sender may declare the end of its compressed data (section 7.2.3.4); its next message begins anew.
        if (!keepsContext || !_input.WasDrained)
            Dispose();
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private int Read(Memory<byte> room)
    {
        try
        {
            return _stream!.Read(room.Span);
        }
        catch (InvalidDataException)
        {
            throw new WsProtocolException(WsCloseCode.InvalidPayload, "a compressed message cannot be decompressed");
        }
    }
}
