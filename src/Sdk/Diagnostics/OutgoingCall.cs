using System.Diagnostics;

namespace TypedWs.Diagnostics;

/// <summary>A request or stream of this side, as traces and metrics see it. The default is one that nobody watches. Whoever holds it ends it once.</summary>
internal readonly struct OutgoingCall
{
    private readonly Activity? _activity;
    private readonly string _method;
    private readonly WireFormat _format;
    private readonly long _start; // 0 where nobody watches.

    private OutgoingCall(Activity? activity, string method, WireFormat format)
    {
        _activity = activity;
        _method = method;
        _format = format;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>The span, or null where nobody traces.</summary>
    public Activity? Activity => _activity;

    /// <summary>Begins a call; a look where nobody watches.</summary>
    public static OutgoingCall Start(string method, WireFormat format, Uri? server)
        => RpcActivities.HasListeners || RpcMetrics.MeasuresClientCalls
            ? new OutgoingCall(RpcActivities.StartSend(ActivityKind.Client, method, format, server), method, format)
            : default;

    /// <param name="failure">What its caller gets, or null where all went well.</param>
    public void End(Exception? failure)
    {
        if (_start == 0)
            return;

        var outcome = CallOutcome.Of(failure);
        RpcMetrics.ClientCallEnded(_method, _format, _start, in outcome);
        if (_activity is not null)
            RpcActivities.Stop(_activity, in outcome);
    }
}
