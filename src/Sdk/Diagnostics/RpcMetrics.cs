using System.Diagnostics;
using System.Diagnostics.Metrics;
using TypedWs.CompilerServices;

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

    private static readonly Counter<long> MessagesRefused
        = Meter.CreateCounter<long>("typedws.messages.refused", "{message}", "Received messages that no handler got to see.");

    static RpcMetrics() => LiveConversations.Observe(Meter);

    public static bool MeasuresClientCalls => ClientCallDuration.Enabled;

    public static bool MeasuresServerCalls => ServerCallDuration.Enabled;

    public static void ClientCallEnded(string method, WireFormat format, long start, in CallOutcome outcome)
        => Record(ClientCallDuration, method, format, start, in outcome, endpoint: null);

    public static void ServerCallEnded(string method, WireFormat format, long start, in CallOutcome outcome, MeasuredEndpoint? endpoint)
        => Record(ServerCallDuration, method, format, start, in outcome, endpoint);

    public static void HandlerFailed(string method, Exception exception, MeasuredEndpoint? endpoint)
    {
        if (!HandlerErrors.Enabled)
            return;

        var tags = new TagList { { RpcAttributes.Method, method }, { RpcAttributes.ErrorType, exception.GetType().FullName } };
        endpoint?.AddTo(ref tags, method);
        HandlerErrors.Add(1, in tags);
    }

    /// <param name="reason">What kept it from its handler; one of a fixed list.</param>
    /// <param name="method">Its name, where it is one of the contract's.</param>
    /// <param name="endpoint">The server's endpoint.</param>
    public static void MessageRefused(string reason, string? method, MeasuredEndpoint? endpoint)
    {
        if (!MessagesRefused.Enabled)
            return;

        var tags = new TagList { { "typedws.reason", reason } };
        if (method is not null)
            tags.Add(RpcAttributes.Method, method);
        endpoint?.AddTo(ref tags, method);
        MessagesRefused.Add(1, in tags);
    }

    /// <param name="reason">One of <c>late</c>, <c>unknown</c> and <c>malformed</c>.</param>
    public static void AnswerDropped(string reason) => AnswersDropped.Add(1, new KeyValuePair<string, object?>("typedws.reason", reason));

    private static void Record(Histogram<double> durations, string method, WireFormat format, long start, in CallOutcome outcome, MeasuredEndpoint? endpoint)
    {
        if (!durations.Enabled)
            return;

        var tags = new TagList { { RpcAttributes.System, RpcAttributes.SystemOf(format) }, { RpcAttributes.Method, method } };
        if (outcome.Code != 0)
            tags.Add(RpcAttributes.StatusCode, RpcAttributes.CodeTag(outcome.Code));
        if (outcome.ErrorType is { } error)
            tags.Add(RpcAttributes.ErrorType, error);
        endpoint?.AddTo(ref tags, method);
        durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, in tags);
    }
}
