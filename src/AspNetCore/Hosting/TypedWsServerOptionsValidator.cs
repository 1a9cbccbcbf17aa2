using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Handshake;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>Refuses settings that no connection could work with, all at once and by name.</summary>
internal sealed class TypedWsServerOptionsValidator : IValidateOptions<TypedWsServerOptions>
{
    private const int MinFrameSize = 128; // See WsConnectionOptions.MaxFrameSize.
    private const int MaxPendingRequests = 65_536; // What an id has room for, see PeerOptions.

    public ValidateOptionsResult Validate(string? name, TypedWsServerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckConnection(result, options.Connection);
        CheckConversation(result, options.Conversation);
        if (!Enum.IsDefined(options.SlowAudienceMembers))
            result.AddError($"is {options.SlowAudienceMembers}; expected Disconnect or Drop.", nameof(options.SlowAudienceMembers));

        foreach (string origin in options.AllowedOrigins)
        {
            if (origin != OriginRule.Any && !IsOrigin(origin))
                result.AddError($"contains '{origin}'; expected an origin such as https://example.org, or * for any.", nameof(options.AllowedOrigins));
        }

        return result.Build();
    }

    /// <summary>Whether it is a scheme, a host and perhaps a port, and no more: a browser sends no path, not even a slash.</summary>
    private static bool IsOrigin(string origin)
        => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);

    private static void CheckConnection(ValidateOptionsResultBuilder result, WsConnectionOptions connection)
    {
        AtLeast(result, 1, connection.MaxMessageSize, "Connection.MaxMessageSize");
        AtLeast(result, MinFrameSize, connection.MaxFrameSize, "Connection.MaxFrameSize");
        AtLeast(result, 1, connection.SendHighWaterMark, "Connection.SendHighWaterMark");
        AtLeast(result, connection.SendHighWaterMark, connection.SendHardLimit, "Connection.SendHardLimit");
        if (connection.Compression is { } compression)
        {
            AtLeast(result, 1, compression.MinMessageSize, "Connection.Compression.MinMessageSize");
            if (!Enum.IsDefined(compression.Level))
                result.AddError($"is {compression.Level}; expected one of CompressionLevel.", "Connection.Compression.Level");
        }

        Positive(result, connection.WriteStallTimeout, "Connection.WriteStallTimeout");
        Positive(result, connection.PingInterval, "Connection.PingInterval");
        Positive(result, connection.PongTimeout, "Connection.PongTimeout");
        Positive(result, connection.CloseTimeout, "Connection.CloseTimeout");
    }

    private static void CheckConversation(ValidateOptionsResultBuilder result, PeerOptions conversation)
    {
        Positive(result, conversation.RequestTimeout, "Conversation.RequestTimeout");
        AtLeast(result, 1, conversation.MaxConcurrentRequests, "Conversation.MaxConcurrentRequests");
        AtLeast(result, 1, conversation.MaxPendingRequests, "Conversation.MaxPendingRequests");
        if (conversation.MaxPendingRequests > MaxPendingRequests)
            result.AddError($"is {conversation.MaxPendingRequests}; expected at most {MaxPendingRequests}.", "Conversation.MaxPendingRequests");
        AtLeast(result, 1, conversation.MaxQueuedMessages, "Conversation.MaxQueuedMessages");
        AtLeast(result, 1, conversation.MaxQueuedBytes, "Conversation.MaxQueuedBytes");
        AtLeast(result, 1, conversation.OverflowFactor, "Conversation.OverflowFactor");
        AtLeast(result, 1, conversation.MaxOpenStreams, "Conversation.MaxOpenStreams");
        AtLeast(result, 1, conversation.StreamReadAhead, "Conversation.StreamReadAhead");
        AtLeast(result, 1, conversation.StreamReadAheadBytes, "Conversation.StreamReadAheadBytes");
        Positive(result, conversation.StreamIdleTimeout, "Conversation.StreamIdleTimeout");
    }

    private static void AtLeast(ValidateOptionsResultBuilder result, int least, int value, string setting)
    {
        if (value < least)
            result.AddError($"is {value}; expected at least {least}.", setting);
    }

    private static void Positive(ValidateOptionsResultBuilder result, TimeSpan value, string setting)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            result.AddError($"is {value}; expected more than zero, or Timeout.InfiniteTimeSpan for no limit.", setting);
    }
}
