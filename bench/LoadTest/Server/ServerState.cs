using LoadTest.Contenders;
using LoadTest.Messages;

namespace LoadTest.Server;

/// <summary>What the endpoint of a contender and the control endpoints share. One workload runs at a time.</summary>
internal sealed class ServerState
{
    public ServerState() => Incoming = new Sequence(Arrivals);

    public Arrivals Arrivals { get; } = new();

    /// <summary>Takes what the client posts, on all of its connections.</summary>
    public Sequence Incoming { get; }

    /// <summary>The connection that was made last; null before the first one after a reset.</summary>
    public volatile IServerConnection? Newest;

    /// <param name="lanes">Over how many connections the client will post.</param>
    public void Reset(int lanes)
    {
        Newest = null;
        Arrivals.Reset();
        Incoming.Reset(lanes);
    }
}
