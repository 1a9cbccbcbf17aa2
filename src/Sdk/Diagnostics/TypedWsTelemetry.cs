namespace TypedWs;

/// <summary>The names under which TypedWs traces and measures, for <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry. Nothing is recorded while nobody listens.</summary>
public static class TypedWsTelemetry
{
    /// <summary>The name of the activity source: a span for each request, one-way message and stream, on the side that sends and on the side that handles.</summary>
    public const string ActivitySourceName = "TypedWs";

    /// <summary>The name of the meters: those of the transport, of conversations and of servers share it.</summary>
    public const string MeterName = "TypedWs";
}
