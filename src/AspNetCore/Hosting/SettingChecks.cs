using Microsoft.Extensions.Options;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>Checks of the settings that servers and hosted clients share; the package of the latter compiles this file, too.</summary>
internal static class SettingChecks
{
    private const int MinFrameSize = 128; // See WsConnectionOptions.MaxFrameSize.
    private const int MaxPendingRequests = 65_536; // What an id has room for, see PeerOptions.

    public static void CheckConnection(ValidateOptionsResultBuilder result, WsConnectionOptions connection)
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

    public static void CheckConversation(ValidateOptionsResultBuilder result, PeerOptions conversation)
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

    public static void AtLeast(ValidateOptionsResultBuilder result, int least, int value, string setting)
    {
        if (value < least)
            result.AddError($"is {value}; expected at least {least}.", setting);
    }

    public static void Positive(ValidateOptionsResultBuilder result, TimeSpan value, string setting)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            result.AddError($"is {value}; expected more than zero, or Timeout.InfiniteTimeSpan for no limit.", setting);
    }
}
