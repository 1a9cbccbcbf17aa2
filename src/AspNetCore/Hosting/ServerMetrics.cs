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
    private readonly Counter<long> _slowMembers;

    public ServerMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(TypedWsTelemetry.MeterName, typeof(ServerMetrics).Assembly.GetName().Version?.ToString());
        _sessions = meter.CreateUpDownCounter<int>("typedws.server.sessions", "{session}", "Sessions that are open.");
        _slowMembers = meter.CreateCounter<long>(
            "typedws.server.audience.slow",
            "{message}",
            "Messages to an audience that a member over its high-water mark did not get.");
    }

    public void SessionBegan(string protocol) => _sessions.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    public void SessionEnded(string protocol) => _sessions.Add(-1, new KeyValuePair<string, object?>(ProtocolTag, protocol));

    public void MemberMissedMessage(string protocol) => _slowMembers.Add(1, new KeyValuePair<string, object?>(ProtocolTag, protocol));
}
