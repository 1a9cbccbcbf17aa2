namespace TypedWs;

/// <summary>
/// What a server does with a one-way message for a client that does not read fast enough: whose send buffer is over its high-water mark, or for whom messages wait
/// already.
/// </summary>
public enum SlowPolicy
{
    /// <summary>A send to one session waits for room. A send to an audience never waits: the server's <c>SlowAudienceMembers</c> says what becomes of the member.</summary>
    Wait,

    /// <summary>The message waits in a buffer of the session. Where that is full, the oldest messages that wait there with this policy are dropped.</summary>
    DropOldest,

    /// <summary>The message is dropped.</summary>
    DropNewest,

    /// <summary>
    /// The message waits in a buffer of the session, in the place of the one with the same key that waits there, which is dropped. Fits messages that the next one
    /// replaces, such as prices or positions.
    /// </summary>
    LatestOnly,

    /// <summary>The connection is aborted, with a reason that says so; a client that connects again starts anew instead of missing messages unawares.</summary>
    Disconnect,
}
