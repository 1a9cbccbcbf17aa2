namespace TypedWs;

/// <summary>What an <see cref="Outbox"/> knows of the connection to come.</summary>
internal enum OutboxPhase : byte
{
    /// <summary>Nobody has asked for a connection yet.</summary>
    Idle,

    /// <summary>One is being made, or its conversation is being set up.</summary>
    Expecting,

    /// <summary>One is there.</summary>
    Open,

    /// <summary>It ended, and whether another follows is not decided yet: nothing is accepted, so that nothing accepted is lost by that decision.</summary>
    Undecided,

    /// <summary>None will come until somebody asks for it.</summary>
    Refused,
}
