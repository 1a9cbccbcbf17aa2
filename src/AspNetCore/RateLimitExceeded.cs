namespace TypedWs.AspNetCore;

/// <summary>What happens to messages over <see cref="TypedWsServerOptions.MessageRateLimiter"/>.</summary>
public enum RateLimitExceeded
{
    /// <summary>Requests are answered with <see cref="ErrorCodes.Busy"/>, one-way messages dropped; the session lives on.</summary>
    Refuse,

    /// <summary>The session closes with <see cref="TypedWsCloseCodes.ReceiveOverflow"/>. Clients of ours connect again, later and later.</summary>
    Disconnect,
}
