using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TypedWs.Diagnostics;

/// <summary>What happens in conversations, for whoever listens to the meter "TypedWs". Thread-safe; free where nobody does, and without an allocation where somebody does.</summary>
internal static class RpcMetrics
{
    private static readonly Meter Meter = new(TypedWsTelemetry.MeterName, typeof(RpcMetrics).Assembly.GetName().Version?.ToString());

    // The boundaries that the conventions ask for.
    private static readonly InstrumentAdvice<double> Durations
        = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private static readonly Histogram<double> ClientCallDuration = Meter.CreateHistogram(
        "rpc.client.call.duration", "s", "Time from sending a request to its end; of a stream, to the stream's end.", tags: null, Durations);

    private static readonly Histogram<double> ServerCallDuration = Meter.CreateHistogram(
        "rpc.server.call.duration", "s", "Time that handlers take; of a stream, to the stream's end.", tags: null, Durations);

    private static readonly Counter<long> HandlerErrors
        = Meter.CreateCounter<long>("typedws.handler.errors", "{error}", "Exceptions in handlers, but for those that a handler answers with on purpose.");

    private static readonly Counter<long> AnswersDropped
        = Meter.CreateCounter<long>("typedws.answers.dropped", "{answer}", "Answers that nobody waits for: late, unknown or malformed.");

    static RpcMetrics() => LiveConversations.Observe(Meter);

    public static bool MeasuresClientCalls => ClientCallDuration.Enabled;

    public static bool MeasuresServerCalls => ServerCallDuration.Enabled;

    public static void ClientCallEnded(string method, WireFormat format, long start, in CallOutcome outcome) => Record(ClientCallDuration, method, format, start, in outcome);

    public static void ServerCallEnded(string method, WireFormat format, long start, in CallOutcome outcome) => Record(ServerCallDuration, method, format, start, in outcome);

    public static void HandlerFailed(string method, Exception exception)
    {
        if (HandlerErrors.Enabled)
            HandlerErrors.Add(1, new(RpcAttributes.Method, method), new(RpcAttributes.ErrorType, exception.GetType().FullName));
    }

    /// <param name="reason">One of <c>late</c>, <c>unknown</c> and <c>malformed</c>.</param>
    public static void AnswerDropped(string reason) => AnswersDropped.Add(1, new KeyValuePair<string, object?>("typedws.reason", reason));

    private static void Record(Histogram<double> durations, string method, WireFormat format, long start, in CallOutcome outcome)
    {
        if (!durations.Enabled)
            return;

        var tags = new TagList { { RpcAttributes.System, RpcAttributes.SystemOf(format) }, { RpcAttributes.Method, method } };
        if (outcome.Code != 0)
            tags.Add(RpcAttributes.StatusCode, RpcAttributes.CodeTag(outcome.Code));
        if (outcome.ErrorType is { } error)
            tags.Add(RpcAttributes.ErrorType, error);
        durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }
}
