using System.Diagnostics;

namespace TypedWs.Diagnostics;

/// <summary>What a message that is sent belongs to, as far as a trace context can say it. Thread-safe.</summary>
internal static class CallerTrace
{
    /// <summary>
    /// The message's own span, or else the current activity. Null where nobody traces, or in a format that has no <c>traceparent</c>. ASP.NET Core makes an activity
    /// for each request, for its logs alone: one that is not recorded is passed on only where calls are traced, so that the other side learns of that decision.
    /// </summary>
    public static Activity? Of(Activity? own)
        => (own ?? Activity.Current) is { IdFormat: ActivityIdFormat.W3C } trace && (trace.Recorded || RpcActivities.HasListeners) ? trace : null;
}
