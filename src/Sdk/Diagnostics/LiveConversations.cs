using System.Diagnostics.Metrics;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Diagnostics;

/// <summary>
/// The conversations of this process that have a connection. Their counts are looked up when somebody collects metrics: so they cost nothing otherwise, and are right
/// whenever the collecting begins. Thread-safe: the lock on <see cref="Peers"/> guards it.
/// </summary>
internal static class LiveConversations
{
    private static readonly HashSet<Peer> Peers = [];

    public static void Add(Peer peer)
    {
        lock (Peers)
            Peers.Add(peer);

        // It may have ended at this moment, and been removed before it was added.
        if (peer.HasEnded)
            Remove(peer);
    }

    public static void Remove(Peer peer)
    {
        lock (Peers)
            Peers.Remove(peer);
    }

    /// <summary>Adds the instruments that look here.</summary>
    public static void Observe(Meter meter)
    {
        Observe(meter, "typedws.requests.pending", "{request}", "Requests of this side that wait for an answer.", static peer => peer.PendingCallCount);
        Observe(meter, "typedws.messages.queued", "{message}", "Received messages that wait for their handlers.", static peer => peer.QueuedMessageCount);
        Observe(meter, "typedws.streams.open", "{stream}", "Streams that this side produces.", static peer => peer.OpenStreamCount);
    }

    private static void Observe(Meter meter, string name, string unit, string description, Func<Peer, int> count)
        => meter.CreateObservableUpDownCounter(name, () => Sum(count), unit, description);

    private static Measurement<long>[] Sum(Func<Peer, int> count)
    {
        long clients = 0, servers = 0;
        lock (Peers)
        {
            foreach (Peer peer in Peers)
            {
                if (peer.Role == WsRole.Client)
                    clients += count(peer);
                else
                    servers += count(peer);
            }
        }

        return [new(clients, new KeyValuePair<string, object?>("typedws.role", "client")), new(servers, new KeyValuePair<string, object?>("typedws.role", "server"))];
    }
}
