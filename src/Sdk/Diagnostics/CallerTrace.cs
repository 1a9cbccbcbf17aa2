using System.Diagnostics;

namespace TypedWs.Diagnostics;

/// <summary>What the running code is part of, as far as a trace context can say it. Thread-safe.</summary>
internal static class CallerTrace
{
    /// <summary>The current activity. Null where nobody traces, or in a format that has no <c>traceparent</c>.</summary>
    public static Activity? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
}
