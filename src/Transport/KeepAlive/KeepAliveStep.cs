namespace TypedWs.Transport;

/// <summary>What a <see cref="PingSchedule"/> asks for.</summary>
internal enum KeepAliveStep : byte
{
    None,

    /// <summary>Ask the peer for a sign of life.</summary>
    Ping,

    /// <summary>Give the peer a sign of life: while reading is paused, its pings go unanswered.</summary>
    Pong,

    /// <summary>Give the connection up.</summary>
    Dead,
}
