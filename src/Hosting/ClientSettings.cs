using System.Globalization;
using Microsoft.Extensions.Configuration;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Hosting;

/// <summary>Reads a client's settings from the configuration. By hand: the configuration's own binder needs reflection, or a generator in the application.</summary>
internal static class ClientSettings
{
    /// <exception cref="InvalidOperationException">A value is of the wrong kind; the message names the setting.</exception>
    public static void Read(IConfiguration section, TypedWsClientOptions options)
    {
        if (section["Uri"] is { } uri)
            options.Uri = Uri.TryCreate(uri, UriKind.Absolute, out Uri? address) ? address : throw Wrong(section, "Uri", "an address such as wss://example.org/chat");
        if (section["Format"] is { } format)
            options.Format = Enum.TryParse(format, ignoreCase: true, out WireFormat parsed) ? parsed : throw Wrong(section, "Format", "Json or MessagePack");
        foreach (IConfigurationSection header in section.GetSection("Headers").GetChildren())
            options.Headers[header.Key] = header.Value ?? throw Wrong(section, $"Headers:{header.Key}", "a header's value");

        Time(section, "ConnectTimeout", value => options.ConnectTimeout = value);
        Number(section, "MaxRedirects", value => options.MaxRedirects = value);
        Number(section, "SendBufferSize", value => options.SendBufferSize = value);
        ReadConnection(section.GetSection("Connection"), options.Connection);
        ReadConversation(section.GetSection("Conversation"), options.Conversation);
        ReadReconnect(section.GetSection("Reconnect"), options.Reconnect);
    }

    private static void ReadConnection(IConfiguration section, WsConnectionOptions connection)
    {
        Number(section, "MaxMessageSize", value => connection.MaxMessageSize = value);
        Number(section, "MaxFrameSize", value => connection.MaxFrameSize = value);
        Number(section, "SendHighWaterMark", value => connection.SendHighWaterMark = value);
        Number(section, "SendHardLimit", value => connection.SendHardLimit = value);
        Time(section, "WriteStallTimeout", value => connection.WriteStallTimeout = value);
        Time(section, "PingInterval", value => connection.PingInterval = value);
        Time(section, "PongTimeout", value => connection.PongTimeout = value);
        Time(section, "CloseTimeout", value => connection.CloseTimeout = value);
    }

    private static void ReadConversation(IConfiguration section, PeerOptions conversation)
    {
        Time(section, "RequestTimeout", value => conversation.RequestTimeout = value);
        Number(section, "MaxConcurrentRequests", value => conversation.MaxConcurrentRequests = value);
        Number(section, "MaxPendingRequests", value => conversation.MaxPendingRequests = value);
        Number(section, "MaxQueuedMessages", value => conversation.MaxQueuedMessages = value);
        Number(section, "MaxQueuedBytes", value => conversation.MaxQueuedBytes = value);
        Number(section, "OverflowFactor", value => conversation.OverflowFactor = value);
        Number(section, "MaxOpenStreams", value => conversation.MaxOpenStreams = value);
        Number(section, "StreamReadAhead", value => conversation.StreamReadAhead = value);
        Number(section, "StreamReadAheadBytes", value => conversation.StreamReadAheadBytes = value);
        Time(section, "StreamIdleTimeout", value => conversation.StreamIdleTimeout = value);
        Switch(section, "RunHandlersInline", value => conversation.RunHandlersInline = value);
        Switch(section, "StrictOrder", value => conversation.StrictOrder = value);
        Switch(section, "IncludeErrorDetails", value => conversation.IncludeErrorDetails = value);
    }

    private static void ReadReconnect(IConfiguration section, WsReconnectOptions reconnect)
    {
        Switch(section, "RetryFirstConnect", value => reconnect.RetryFirstConnect = value);
        Time(section, "StableFor", value => reconnect.StableFor = value);
    }

    private static void Number(IConfiguration section, string key, Action<int> set) => Read(section, key, "a whole number", set);

    private static void Time(IConfiguration section, string key, Action<TimeSpan> set) => Read(section, key, "a time such as 00:00:15", set);

    private static void Switch(IConfiguration section, string key, Action<bool> set) => Read(section, key, "true or false", set);

    private static void Read<T>(IConfiguration section, string key, string expected, Action<T> set)
        where T : IParsable<T>
    {
        if (section[key] is { } text)
            set(T.TryParse(text, CultureInfo.InvariantCulture, out T? value) ? value : throw Wrong(section, key, expected));
    }

    /// <summary>Without the value: it may be a secret in the wrong place.</summary>
    private static InvalidOperationException Wrong(IConfiguration section, string key, string expected)
        => new($"The setting '{section.GetSection(key).Path}' is not {expected}. Correct it where the application's configuration comes from.");
}
