using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>What a client logs.</summary>
internal static partial class ClientLog
{
    /// <summary>Says that the server was built against another contract: allowed, and worth knowing when something is missing.</summary>
    public static void WarnOnOtherFingerprint(ILogger logger, ProtocolDescriptor protocol, WsHandshakeResult handshake)
    {
        // Most servers answer with what they were offered.
        if (!handshake.Headers.TryGetValue(ContractHeader.Name, out string? header) || header == ContractHeader.Format(protocol))
            return;

        ContractOffer? server = ContractHeader.Parse(header).FirstOrDefault(offer => offer.Name == protocol.Name);
        if (server?.Fingerprint is { } fingerprint && fingerprint != protocol.Fingerprint)
            LogOtherFingerprint(logger, protocol.Name, protocol.Fingerprint, fingerprint);
    }

    [LoggerMessage(250, LogLevel.Information, "The server's contract {Protocol} differs from this client's in its details: fingerprint {ServerFingerprint} there, {Fingerprint} here.")]
    private static partial void LogOtherFingerprint(ILogger logger, string protocol, string fingerprint, string serverFingerprint);

    [LoggerMessage(251, LogLevel.Warning, "An attempt to connect failed.")]
    public static partial void AttemptFailed(ILogger logger, Exception exception);

    [LoggerMessage(252, LogLevel.Information, "Connecting again in {Delay}: attempt {Number}.")]
    public static partial void Reconnecting(ILogger logger, TimeSpan delay, int number);

    [LoggerMessage(253, LogLevel.Warning, "No further attempt to connect: {Reason}")]
    public static partial void GaveUp(ILogger logger, string reason);

    [LoggerMessage(255, LogLevel.Warning, "{Count} messages that waited for a connection were thrown away: none will come. {Reason}")]
    public static partial void MessagesThrownAway(ILogger logger, int count, string reason);

    [LoggerMessage(254, LogLevel.Error, "A hook of the client failed; the client goes on.")]
    public static partial void HookFailed(ILogger logger, Exception exception);
}
