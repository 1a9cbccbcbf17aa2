using System.IO.Compression;

namespace TypedWs.Transport;

/// <summary>How messages are compressed (permessage-deflate, RFC 7692), where both sides agree to. Read once, when a handshake or a connection is made.</summary>
/// <remarks>
/// While a direction keeps its context, each connection holds a deflate state of about 300 KiB for sending and 50 KiB for receiving, also when idle.
/// Messages made with <see cref="WsPreparedMessage"/> are sent uncompressed: they are shared between connections, a context is not.
/// Do not compress secrets together with what an attacker may choose: the length on the wire then tells of the secret.
/// </remarks>
public sealed class WsCompressionOptions
{
    /// <summary>What to trade for size. Default <see cref="CompressionLevel.Fastest"/>.</summary>
    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;

    /// <summary>Messages shorter than this many bytes are sent as they are; 1 at least, because an empty message has nothing to gain. Default 256.</summary>
    public int MinMessageSize { get; set; } = 256;

    /// <summary>
    /// Whether the server may refer back to earlier messages (section 7.1.1.1): smaller messages for the memory of a context on both sides. Default true.
    /// </summary>
    public bool ServerContextTakeover { get; set; } = true;

    /// <summary>
    /// Whether the client may refer back to earlier messages (section 7.1.1.2): smaller messages for the memory of a context on both sides. Default true.
    /// </summary>
    public bool ClientContextTakeover { get; set; } = true;

    /// <summary>A copy that nobody changes any more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    internal WsCompressionOptions Validated()
    {
        if (!Enum.IsDefined(Level))
            throw new ArgumentOutOfRangeException(nameof(Level), Level, "The level is none of CompressionLevel.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinMessageSize);
        return (WsCompressionOptions)MemberwiseClone();
    }

    internal bool HasValuesOf(WsCompressionOptions other)
        => Level == other.Level
            && MinMessageSize == other.MinMessageSize
            && ServerContextTakeover == other.ServerContextTakeover
            && ClientContextTakeover == other.ClientContextTakeover;
}
