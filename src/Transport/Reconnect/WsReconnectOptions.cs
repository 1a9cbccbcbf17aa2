using System.Collections.Frozen;

namespace TypedWs.Transport;

/// <summary>When a client connects again, and when it does not. Not to be changed once a client has it.</summary>
public sealed class WsReconnectOptions
{
    private static readonly WsReconnectPolicy DefaultPolicy = WsReconnectPolicy.Exponential(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private static readonly FrozenSet<int> DefaultStopStatuses = [101, 200, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 407, 410, 426];

    private static readonly FrozenSet<WsCloseCode> DefaultStopCloseCodes =
        [WsCloseCode.Normal, WsCloseCode.PolicyViolation, WsCloseCode.MandatoryExtension, (WsCloseCode)4401, (WsCloseCode)4403, (WsCloseCode)4406];

    // Made by the first who asks, by compare-exchange: most clients, and each has options of its own, keep the defaults.
    private HashSet<int>? _stopStatuses;
    private HashSet<WsCloseCode>? _stopCloseCodes;

    /// <summary>Whether and when to try again. Default exponential, from 1 s to 30 s.</summary>
    public WsReconnectPolicy Policy { get; set; } = DefaultPolicy;

    /// <summary>
    /// Whether the policy also applies before the first connection is open. Otherwise the first attempt decides, and its error reaches the caller. Default true.
    /// </summary>
    public bool RetryFirstConnect { get; set; } = true;

    /// <summary>
    /// How long a connection has to last for the policy to count from 1 again: a server that accepts and drops at once is not hammered. Default 10 s.
    /// </summary>
    public TimeSpan StableFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// HTTP statuses of a refused handshake after which no attempt follows. Default 101 (an upgrade that breaks the handshake's rules), 200, 301, 302, 303,
    /// 307, 308, 400, 401, 403, 404, 405, 407, 410 and 426: the same request would meet the same answer.
    /// </summary>
    public ISet<int> StopStatuses
        => _stopStatuses ?? Interlocked.CompareExchange(ref _stopStatuses, [.. DefaultStopStatuses], null) ?? _stopStatuses;

    /// <summary>
    /// Close codes of the server after which no attempt follows. Default 1000 (it is done), 1008 (a rule was broken), 1010, 4401 (not authenticated),
    /// 4403 (not allowed) and 4406 (other contract).
    /// </summary>
    public ISet<WsCloseCode> StopCloseCodes
        => _stopCloseCodes ?? Interlocked.CompareExchange(ref _stopCloseCodes, [.. DefaultStopCloseCodes], null) ?? _stopCloseCodes;

    /// <summary>Whether no attempt follows a refused handshake with that status.</summary>
    internal bool StopsAt(int status) => _stopStatuses?.Contains(status) ?? DefaultStopStatuses.Contains(status);

    /// <summary>Whether no attempt follows a connection that the server closed with that code.</summary>
    internal bool StopsAt(WsCloseCode code) => _stopCloseCodes?.Contains(code) ?? DefaultStopCloseCodes.Contains(code);

    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(StableFor, TimeSpan.Zero);
    }
}
