namespace TypedWs.AspNetCore;

/// <summary>What happens to a member of an audience whose send buffer is over its high-water mark when a message is sent to the audience.</summary>
public enum SlowAudienceMember
{
    /// <summary>
    /// Its connection is aborted, with a reason that says so; a client that reconnects starts anew instead of missing messages unawares.
    /// </summary>
    Disconnect,

    /// <summary>It misses this message and stays. Fits messages that the next one replaces, such as prices or positions.</summary>
    Drop,
}
