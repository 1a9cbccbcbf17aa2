using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedWs.Transport;

/// <summary>Where a <see cref="WsClient"/> connects, and how. Not to be changed once a client has it.</summary>
public sealed class WsClientOptions
{
    /// <summary>The address and the handshake, for every attempt.</summary>
    public required WsHandshakeOptions Handshake { get; init; }

    /// <summary>
    /// Limits and times of each connection: message size, ping, close. Its clock is also that of the delays between attempts, and its
    /// <see cref="WsConnectionOptions.Compression"/> becomes that of <see cref="Handshake"/>, unless that has its own.
    /// </summary>
    public WsConnectionOptions Connection { get; } = new();

    /// <summary>When to connect again.</summary>
    public WsReconnectOptions Reconnect { get; } = new();

    /// <summary>
    /// Bytes of messages that may wait in the client: for a connection, or behind <see cref="WsConnectionOptions.SendHighWaterMark"/> of the one there is.
    /// A message larger than this is accepted when nothing waits. Default 1 MiB.
    /// </summary>
    public int SendBufferSize { get; set; } = 1024 * 1024;

    /// <summary>What happens to a message for which there is no room. Default <see cref="WsSendBufferPolicy.Wait"/>.</summary>
    public WsSendBufferPolicy SendBufferPolicy { get; set; }

    /// <summary>Told of protocol violations and failures, never of payloads. Default none.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Handshake);
        ArgumentNullException.ThrowIfNull(Logger);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SendBufferSize);
        if (!Enum.IsDefined(SendBufferPolicy))
            throw new ArgumentOutOfRangeException(nameof(SendBufferPolicy), SendBufferPolicy, "The policy is unknown.");
    }
}
