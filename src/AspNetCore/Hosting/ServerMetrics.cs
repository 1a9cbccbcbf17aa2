using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>
/// Counts what happens to sessions and endpoints, for whoever listens to the meter "TypedWs". A meter of the server's own factory: tests and servers that share a process tell
/// theirs apart. Thread-safe.
/// </summary>
internal sealed class ServerMetrics
{
    private const string ProtocolTag = "typedws.protocol";
    private const string RouteTag = "http.route";

    private readonly ConcurrentDictionary<string, EndpointMetrics> _endpoints = new(StringComparer.Ordinal);

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
        meter.CreateObservableUpDownCounter(
            "typedws.server.connections",
            () => _endpoints.Values.Select(static endpoint => new Measurement<int>(endpoint.Connections, new KeyValuePair<string, object?>(RouteTag, endpoint.Route))),
            "{connection}",
            "Connections between their handshake and their end.");
        _refusedHandshakes = meter.CreateCounter<long>("typedws.server.handshakes.refused", "{handshake}", "Handshakes that were refused.");
    }

    public void SessionBegan(string protocol) => _sessions.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    public void SessionEnded(string protocol) => _sessions.Add(-1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    /// <summary>The metrics of an endpoint, made when its first request comes. Endpoints of one route, such as those of several hosts, share them, and the protocols of the first.</summary>
    /// <param name="route">The endpoint's route.</param>
    /// <param name="protocols">The protocol of each message that it handles, by the message's name.</param>
    public EndpointMetrics Of(string route, IReadOnlyDictionary<string, string> protocols)
        => _endpoints.GetOrAdd(
            route,
            static (route, made) => new EndpointMetrics(made.server, new MeasuredEndpoint(route, made.protocols)),
            (server: this, protocols));

    /// <inheritdoc cref="EndpointMetrics.HandshakeRefused"/>
    /// <param name="route">The endpoint's route.</param>
    /// <param name="statusCode">The answer of HTTP.</param>
    /// <param name="reason">Why, in a word.</param>
    /// <param name="limit">The bound that it met, by the name of its option; null where it is none.</param>
    public void HandshakeRefused(string route, int statusCode, string reason, string? limit)
    {
        var tags = new TagList { { RouteTag, route }, { "http.response.status_code", statusCode }, { "typedws.reason", reason }, { "typedws.limit", limit ?? "none" } };
        _refusedHandshakes.Add(1, in tags);
    }

    public void MessageDropped(string protocol) => _droppedMessages.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));
}
