namespace TypedWs.AspNetCore;

/// <summary>How a server listens whose sockets are used directly. Set it at start-up; not thread-safe. See <see cref="TypedWsBuilder.UseDirectSockets"/>.</summary>
public sealed class DirectSocketOptions
{
    /// <summary>How many connections may wait to be accepted, at least 1; the system may allow fewer. Default 512.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Backlog
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 512;

    /// <summary>Whether small packets leave at once, instead of waiting for the peer to acknowledge what left before (Nagle's algorithm). Default true.</summary>
    public bool NoDelay { get; set; } = true;
}
