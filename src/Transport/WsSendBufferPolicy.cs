namespace TypedWs.Transport;

/// <summary>What a client does with a message for which its send buffer has no room. Drops touch whole messages that are marked <see cref="WsDelivery.MayDrop"/> only.</summary>
public enum WsSendBufferPolicy
{
    /// <summary>Its send waits for room.</summary>
    Wait,

    /// <summary>It is dropped if it may be; otherwise its send waits.</summary>
    DropNewest,

    /// <summary>The oldest messages that may be dropped make room for it; where they do not suffice, it is dropped if it may be, and otherwise its send waits.</summary>
    DropOldest,

    /// <summary>The connection is aborted, which shows that the server does not keep up, and its send waits for the next one.</summary>
    Disconnect,
}
