using System.Buffers;

namespace TypedWs.Transport;

/// <summary>Limits and times of one connection. Read once, when the connection is made.</summary>
public sealed partial class WsConnectionOptions
{
    internal const int DefaultMaxFrameSize = 64 * 1024;

    /// <summary>Largest message accepted, in bytes; a larger one closes with 1009. Default 1 MiB.</summary>
    public int MaxMessageSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// Longest payload of a frame sent, in bytes, 128 at least. A larger message is cut into several frames (RFC 6455, section 5.4), so that pings and pongs
    /// wait for a few frames instead of the whole message. Default 64 KiB. A <see cref="WsPreparedMessage"/> is cut by the default when it is made.
    /// </summary>
    public int MaxFrameSize { get; set; } = DefaultMaxFrameSize;

    /// <summary>Bytes that may wait to be written before a send waits. Default 64 KiB.</summary>
    public int SendHighWaterMark { get; set; } = 64 * 1024;

    /// <summary>
    /// Bytes that may wait to be written in all, counting <see cref="WsConnection.TrySend{TState}"/>, which does not wait at the high-water mark. Default 4 MiB.
    /// </summary>
    public int SendHardLimit { get; set; } = 4 * 1024 * 1024;

    /// <summary>Time after which a write that makes no progress aborts the connection. Default 30 s.</summary>
    public TimeSpan WriteStallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time from one ping to the next, whatever else is received, so that <see cref="WsConnection.PingRoundTrip"/> stays fresh;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no pings. Default 20 s. While this side pauses reading, none is sent.
    /// </summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Time from a ping reaching the stream to the connection being given up when not a byte has come back. Default 10 s.
    /// It rests while this side itself pauses reading.
    /// </summary>
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for the closing handshake, from the sent close frame to the end of the stream. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Asks for compression (RFC 7692) in the handshake, and says how to compress what is sent; null, the default, for none. A message may be decompressed to
    /// <see cref="MaxMessageSize"/>; a larger one closes with 1009.
    /// </summary>
    public WsCompressionOptions? Compression { get; set; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where payload buffers come from and go back to.</summary>
    internal ArrayPool<byte> BufferPool { get; set; } = ArrayPool<byte>.Shared;
}
