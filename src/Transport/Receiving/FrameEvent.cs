namespace TypedWs.Transport;

/// <summary>What a <see cref="FrameReader"/> found.</summary>
internal enum FrameEvent : byte
{
    /// <summary>Nothing whole: read more.</summary>
    NeedMore,

    /// <summary>A whole text message, checked to be UTF-8.</summary>
    Text,

    /// <summary>A whole binary message.</summary>
    Binary,

    Ping,

    Pong,

    Close,
}
