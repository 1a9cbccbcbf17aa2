using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>Counts what happens at one endpoint, by its route. Thread-safe.</summary>
internal sealed class EndpointMetrics(ServerMetrics server, MeasuredEndpoint endpoint)
{
    private int _connections; // By Interlocked. Counted also while nobody listens: who begins to listen in the middle gets the whole number.

    /// <summary>What conversations and connections are told.</summary>
    public MeasuredEndpoint Measured => endpoint;

    public string Route => endpoint.Route;

    /// <summary>Connections between their handshake and their end.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Opened() => Interlocked.Increment(ref _connections);

    public void Closed() => Interlocked.Decrement(ref _connections);

    /// <summary>Counts a handshake that was not accepted, or whose connection closed at once.</summary>
    /// <param name="statusCode">The answer of HTTP.</param>
    /// <param name="reason">Why, in a word.</param>
    /// <param name="limit">The bound that it met, by the name of its option; null where it is none.</param>
    public void HandshakeRefused(int statusCode, string reason, string? limit = null) => server.HandshakeRefused(Route, statusCode, reason, limit);
}
