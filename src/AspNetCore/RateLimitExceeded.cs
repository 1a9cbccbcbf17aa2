namespace TypedWs.AspNetCore;

/// <summary>What happens to messages over <see cref="TypedWsServerOptions.MessageRateLimiter"/> or <see cref="TypedWsServerOptions.ByteRateLimiter"/>.</summary>
public enum RateLimitExceeded
{
    /// <summary>
    /// Requests are answered with <see cref="ErrorCodes.Busy"/>, one-way messages dropped, and what waits for an answer or for the items of an upload gets a
    /// <see cref="RateLimitExceededException"/>; the session lives on.
    /// </summary>
    Refuse,

    /// <summary>The session closes with <see cref="TypedWsCloseCodes.ReceiveOverflow"/>. Clients of ours connect again, later and later.</summary>
    Disconnect,
}
