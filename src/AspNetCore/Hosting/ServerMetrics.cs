using System.Diagnostics.Metrics;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>
/// Counts what happens to sessions, for whoever listens to the meter "TypedWs". A meter of the server's own factory: tests and servers that share a process tell
/// theirs apart. Thread-safe.
/// </summary>
internal sealed class ServerMetrics
{
    private const string ProtocolTag = "typedws.protocol";

    private readonly UpDownCounter<int> _sessions;
    private readonly Counter<long> _droppedMessages;
    private readonly Counter<long> _refusedHandshakes;

    public ServerMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(TypedWsTelemetry.MeterName, typeof(ServerMetrics).Assembly.GetName().Version?.ToString());
        _sessions = meter.CreateUpDownCounter<int>("typedws.server.sessions", "{session}", "Sessions that are open.");
        _droppedMessages = meter.CreateCounter<long>(
            "typedws.server.audience.slow",
            "{message}",
            "Messages that a client over its high-water mark did not get.");
        _refusedHandshakes = meter.CreateCounter<long>("typedws.server.handshakes.refused", "{handshake}", "Handshakes that were refused.");
    }

    public void SessionBegan(string protocol) => _sessions.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    public void SessionEnded(string protocol) => _sessions.Add(-1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    /// <summary>Counts a handshake that was not accepted.</summary>
    /// <param name="statusCode">The answer.</param>
    /// <param name="limit">The bound that it met, by the name of its option; null where it is none.</param>
    public void HandshakeRefused(int statusCode, string? limit)
        => _refusedHandshakes.Add(1, new KeyValuePair<string, object?>("http.response.status_code", statusCode), new KeyValuePair<string, object?>("typedws.limit", limit ?? "none"));

    public void MessageDropped(string protocol) => _droppedMessages.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));
}
