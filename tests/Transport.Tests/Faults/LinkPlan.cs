namespace TypedWs.Transport.Tests.Faults;

/// <summary>What happens to one connection through a <see cref="FaultyProxy"/>.</summary>
internal sealed record LinkPlan
{
    public static readonly LinkPlan Faultless = new();

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Resets the connection as soon as it is accepted: the nearest to a refusal that a listening socket can do.</summary>
    public bool Refuse { get; init; }

    /// <summary>How long the proxy waits before it connects to the server.</summary>
    public TimeSpan ConnectDelay { get; init; }

    /// <summary>The most bytes forwarded at once; 0 for as they come. 1 is a drip.</summary>
    public int ChunkSize { get; init; }

    /// <summary>Connects to the server twice and gives it the client's bytes on both; only the first one's answers reach the client.</summary>
    public bool Duplicate { get; init; }

    public static LinkPlan With(FaultKind kind, Flow flow, int after, bool inHandshake = false)
        => new() { Faults = [new Fault(kind, flow, after, inHandshake)] };
}
