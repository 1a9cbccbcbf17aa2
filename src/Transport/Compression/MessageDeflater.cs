using System.Buffers;
using System.IO.Compression;

namespace TypedWs.Transport;

/// <summary>
/// Compresses messages one by one (RFC 7692, section 7.2.1). Owns the deflate state, which exists from the first compressed message on: with context
/// for the connection's life, without it for one message. Not thread-safe: <see cref="FrameSender"/> uses it under its lock.
/// </summary>
/// <param name="keepsContext">Whether a message may refer back to earlier ones.</param>
/// <param name="options">The level, and which messages to leave alone.</param>
/// <param name="pool">Where the buffer for a compressed message comes from.</param>
internal sealed class MessageDeflater(bool keepsContext, WsCompressionOptions options, ArrayPool<byte> pool) : IDisposable
{
    private readonly DeflateOutput _output = new(pool);
    private DeflateStream? _stream;

    /// <summary>Compresses a message, where that is worth while.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="deflated">What to send in its place, marked as compressed; valid until <see cref="Release"/>.</param>
    /// <returns>False when the message is to be sent as it is.</returns>
    public bool TryDeflate(ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> deflated)
    {
        deflated = default;
        if (payload.Length < options.MinMessageSize)
            return false;

        _stream ??= new DeflateStream(_output, options.Level, leaveOpen: true);
        _stream.Write(payload);
        _stream.Flush();
        int length = (int)_output.Length - DeflateTail.Bytes.Length;
        if (!keepsContext)
            EndStream();

        // With a context it must be sent even if it has grown: later messages will refer to it.
        if (!keepsContext && length >= payload.Length)
            return false;
        deflated = _output.Written[..length];
        return true;
    }

    /// <summary>Gives the output of the last message back.</summary>
    public void Release() => _output.Release();

    /// <summary>Forgets earlier messages. The peer need not know: it merely finds no references to them.</summary>
    public void Forget()
    {
        EndStream();
        Release();
    }

    public void Dispose() => Forget();

    private void EndStream()
    {
        // Writes an end of the compressed data behind the message, which nobody reads.
        _stream?.Dispose();
        _stream = null;
    }
}
