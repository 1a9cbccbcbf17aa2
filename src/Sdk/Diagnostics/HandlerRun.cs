using System.Diagnostics;
using TypedWs.CompilerServices;

namespace TypedWs.Diagnostics;

/// <summary>The run of a handler, as traces and metrics see it. The default is one that nobody watches. Whoever holds it ends it once.</summary>
internal readonly struct HandlerRun
{
    private readonly Activity? _activity;
    private readonly string _method;
    private readonly WireFormat _format;
    private readonly MeasuredEndpoint? _endpoint;
    private readonly long _start; // 0 where nobody watches.

    private HandlerRun(Activity? activity, string method, WireFormat format, MeasuredEndpoint? endpoint)
    {
        _activity = activity;
        _method = method;
        _format = format;
        _endpoint = endpoint;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Whether somebody wants to know.</summary>
    public static bool IsWatched(Activity? activity) => activity is not null || RpcMetrics.MeasuresServerCalls;

    /// <summary>Begins a run. The span becomes the current activity; who calls this sees to it that the thread gets its own back.</summary>
    public static HandlerRun Start(Activity? activity, string method, WireFormat format, MeasuredEndpoint? endpoint)
    {
        activity?.Start();
        return IsWatched(activity) ? new HandlerRun(activity, method, format, endpoint) : default;
    }

    public void End(in CallOutcome outcome)
    {
        if (_start == 0)
            return;

        RpcMetrics.ServerCallEnded(_method, _format, _start, in outcome, _endpoint);
        if (_activity is not null)
            RpcActivities.Stop(_activity, in outcome);
    }
}
