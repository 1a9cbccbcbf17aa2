namespace TypedWs.Transport;

/// <summary>Whether a message may be dropped where a <see cref="WsSendBufferPolicy"/> says so.</summary>
public enum WsDelivery
{
    /// <summary>It is sent, or its send fails.</summary>
    Keep,

    /// <summary>It may be dropped before it was sent; <see cref="WsClient.DroppedMessages"/> counts it.</summary>
    MayDrop,
}
