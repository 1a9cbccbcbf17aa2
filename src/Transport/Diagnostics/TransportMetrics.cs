using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace TypedWs.Transport;

/// <summary>
/// What happens on connections, for whoever listens to the meter "TypedWs"; the packages above add to a meter of that name what they know. Thread-safe. Where
/// nobody listens, a message costs a look, and an allocation in no case.
/// </summary>
internal static class TransportMetrics
{
    private const string RoleTag = "typedws.role";
    private const string TypeTag = "typedws.message.type";
    private const string RouteTag = "http.route";

    private static readonly Meter Meter = new("TypedWs", typeof(TransportMetrics).Assembly.GetName().Version?.ToString());

    private static readonly Counter<long> MessagesSent
        = Meter.CreateCounter<long>("typedws.messages.sent", "{message}", "Messages that a connection's send buffer has accepted.");

    private static readonly Counter<long> MessagesReceived
        = Meter.CreateCounter<long>("typedws.messages.received", "{message}", "Messages that a connection has handed over.");

    private static readonly Counter<long> PayloadSent
        = Meter.CreateCounter<long>("typedws.payload.sent", "By", "Payload of the messages sent, without frames and before compression.");

    private static readonly Counter<long> PayloadReceived
        = Meter.CreateCounter<long>("typedws.payload.received", "By", "Payload of the messages received, without frames and after decompression.");

    private static readonly Histogram<double> PingDuration = Meter.CreateHistogram(
        "typedws.ping.duration",
        "s",
        "Time from a ping to its pong.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Counter<long> PongsMissed
        = Meter.CreateCounter<long>("typedws.pongs.missed", "{ping}", "Pings without an answer in time; each has ended its connection.");

    private static readonly Counter<long> ReconnectAttempts
        = Meter.CreateCounter<long>("typedws.reconnect.attempts", "{attempt}", "Further attempts to connect, after a first one or after a connection.");

    // By Interlocked. Counted also while nobody listens: who begins to listen in the middle gets the whole number.
    private static readonly int[] Open = new int[2];

    static TransportMetrics()
        => Meter.CreateObservableUpDownCounter(
            "typedws.connections.open",
            static () => new[]
            {
                new Measurement<int>(Volatile.Read(ref Open[(int)WsRole.Client]), Role(WsRole.Client)),
                new Measurement<int>(Volatile.Read(ref Open[(int)WsRole.Server]), Role(WsRole.Server)),
            },
            "{connection}",
            "Connections between their handshake and their end.");

    public static void Opened(WsRole role) => Interlocked.Increment(ref Open[(int)role]);

    public static void Closed(WsRole role) => Interlocked.Decrement(ref Open[(int)role]);

    /// <param name="role">The side.</param>
    /// <param name="route">The server's endpoint; null where none is known.</param>
    /// <param name="opcode">Text or binary.</param>
    /// <param name="length">The payload's.</param>
    public static void Sent(WsRole role, string? route, WsOpcode opcode, int length)
    {
        Count(MessagesSent, 1, role, route, opcode == WsOpcode.Text);
        Count(PayloadSent, length, role, route, opcode == WsOpcode.Text);
    }

    /// <inheritdoc cref="Sent"/>
    /// <param name="role">The side.</param>
    /// <param name="route">The server's endpoint; null where none is known.</param>
    /// <param name="type">Text or binary.</param>
    /// <param name="length">The payload's.</param>
    public static void Received(WsRole role, string? route, WsMessageType type, int length)
    {
        Count(MessagesReceived, 1, role, route, type == WsMessageType.Text);
        Count(PayloadReceived, length, role, route, type == WsMessageType.Text);
    }

    public static void PingAnswered(WsRole role, TimeSpan roundTrip) => PingDuration.Record(roundTrip.TotalSeconds, Role(role));

    public static void PongMissed(WsRole role) => PongsMissed.Add(1, Role(role));

    public static void Reconnecting() => ReconnectAttempts.Add(1);

    private static void Count(Counter<long> counter, long delta, WsRole role, string? route, bool isText)
    {
        if (counter.Enabled)
            CountEnabled(counter, delta, role, route, isText);
    }

    // Apart, for the tags: a caller with room for them on its stack has to clear it for each message, whether anybody listens or not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CountEnabled(Counter<long> counter, long delta, WsRole role, string? route, bool isText)
    {
        if (route is null)
            counter.Add(delta, Role(role), Type(isText));
        else
            counter.Add(delta, Role(role), Type(isText), new KeyValuePair<string, object?>(RouteTag, route));
    }

    private static KeyValuePair<string, object?> Role(WsRole role) => new(RoleTag, role == WsRole.Client ? "client" : "server");

    private static KeyValuePair<string, object?> Type(bool isText) => new(TypeTag, isText ? "text" : "binary");
}
