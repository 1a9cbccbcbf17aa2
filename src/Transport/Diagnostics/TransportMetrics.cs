using System.Diagnostics.Metrics;

namespace TypedWs.Transport;

/// <summary>
/// What happens on connections, for whoever listens to the meter "TypedWs"; the packages above add to a meter of that name what they know. Thread-safe. Where
/// nobody listens, a message costs a look, and an allocation in no case.
/// </summary>
internal static class TransportMetrics
{
    private const string RoleTag = "typedws.role";
    private const string TypeTag = "typedws.message.type";

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

    public static void Sent(WsRole role, WsOpcode opcode, int length)
    {
        if (MessagesSent.Enabled)
            MessagesSent.Add(1, Role(role), Type(opcode == WsOpcode.Text));
        if (PayloadSent.Enabled)
            PayloadSent.Add(length, Role(role), Type(opcode == WsOpcode.Text));
    }

    public static void Received(WsRole role, WsMessageType type, int length)
    {
        if (MessagesReceived.Enabled)
            MessagesReceived.Add(1, Role(role), Type(type == WsMessageType.Text));
        if (PayloadReceived.Enabled)
            PayloadReceived.Add(length, Role(role), Type(type == WsMessageType.Text));
    }

    public static void PingAnswered(WsRole role, TimeSpan roundTrip) => PingDuration.Record(roundTrip.TotalSeconds, Role(role));

    public static void PongMissed(WsRole role) => PongsMissed.Add(1, Role(role));

    public static void Reconnecting() => ReconnectAttempts.Add(1);

    private static KeyValuePair<string, object?> Role(WsRole role) => new(RoleTag, role == WsRole.Client ? "client" : "server");

    private static KeyValuePair<string, object?> Type(bool isText) => new(TypeTag, isText ? "text" : "binary");
}
