namespace TypedWs.Transport;

/// <summary>Close codes (RFC 6455, section 7.4). Codes 4000 to 4999 are an application's own: cast them.</summary>
public enum WsCloseCode : ushort
{
    /// <summary>1000: the purpose of the connection is fulfilled.</summary>
    Normal = 1000,

    /// <summary>1001: the server shuts down, or the page goes away.</summary>
    GoingAway = 1001,

    /// <summary>1002: the peer broke the protocol.</summary>
    ProtocolError = 1002,

    /// <summary>1003: a kind of data that this side does not accept.</summary>
    UnsupportedData = 1003,

    /// <summary>1005: the close frame carried no code. Never sent.</summary>
    NoStatus = 1005,

    /// <summary>1006: the connection ended without a close frame. Never sent.</summary>
    Abnormal = 1006,

    /// <summary>1007: a text message was not valid UTF-8.</summary>
    InvalidPayload = 1007,

    /// <summary>1008: a rule of this side was broken.</summary>
    PolicyViolation = 1008,

    /// <summary>1009: the message is larger than this side accepts.</summary>
    MessageTooBig = 1009,

    /// <summary>1010: the server did not negotiate an extension that the client needs.</summary>
    MandatoryExtension = 1010,

    /// <summary>1011: an unexpected condition on this side.</summary>
    InternalError = 1011,
}
