namespace LoadTest.Contenders;

/// <summary>What a contender carries; only equals are compared.</summary>
internal enum MessageFormat
{
    /// <summary>Bytes as they are.</summary>
    Raw,

    /// <summary>The record in JSON.</summary>
    Json,

    /// <summary>The record in MessagePack.</summary>
    MessagePack,

    /// <summary>Bytes as they are, without WebSocket around them: no peer, but what can be had at most.</summary>
    Tcp,
}
