using System.Diagnostics;
using System.Globalization;
using TypedWs.Envelopes;

namespace TypedWs.Diagnostics;

/// <summary>Makes and ends the spans of calls, for whoever listens to the activity source "TypedWs". Thread-safe. Where nobody listens, a call costs a look.</summary>
internal static class RpcActivities
{
    private static readonly ActivitySource Source = new(TypedWsTelemetry.ActivitySourceName, typeof(RpcActivities).Assembly.GetName().Version?.ToString());

    public static bool HasListeners => Source.HasListeners();

    /// <summary>Begins the span of a message that this side sends, within the caller's, which stays the current one.</summary>
    /// <returns>The span, or null where nobody wants it.</returns>
    public static Activity? StartSend(ActivityKind kind, string method, WireFormat format, Uri? server)
    {
        Activity? callers = Activity.Current;
        Activity? activity = Source.StartActivity(kind, parentContext: default, CreateTags(method, format), name: method);
        if (activity is null)
            return null;

        if (server is not null)
        {
            activity.SetTag(RpcAttributes.ServerAddress, server.IdnHost);
            activity.SetTag(RpcAttributes.ServerPort, server.Port);
        }

        Activity.Current = callers;
        return activity;
    }

    /// <summary>Sends a one-way message within a span of its own.</summary>
    /// <returns>Complete when the message is accepted, and its span ended.</returns>
    public static async ValueTask SendAsync<TState>(string method, WireFormat format, Uri? server, Func<Activity?, TState, ValueTask> send, TState state)
    {
        Activity? activity = StartSend(ActivityKind.Producer, method, format, server);
        Exception? failure = null;
        try
        {
            await send(activity, state).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            if (activity is not null)
                Stop(activity, CallOutcome.Of(failure));
        }
    }

    /// <summary>Makes the span of a message that was received, to be started with its handler.</summary>
    /// <param name="kind">What kind of message it is.</param>
    /// <param name="method">Its name.</param>
    /// <param name="format">Its format.</param>
    /// <param name="id">Its id.</param>
    /// <param name="trace">What it was sent in.</param>
    /// <returns>The span, or null where nobody wants it.</returns>
    public static Activity? CreateReceived(ActivityKind kind, string method, WireFormat format, RequestId id, in TraceMembers trace)
    {
        trace.TryParse(out ActivityContext parent);
        Activity? activity = Source.CreateActivity(method, kind, parent, CreateTags(method, format));
        if (format == WireFormat.Json && id.Kind == RequestIdKind.Number)
            SetRequestId(activity, id.Number);
        return activity;
    }

    public static void SetRequestId(Activity? activity, long id)
        => activity?.SetTag(RpcAttributes.JsonRpcRequestId, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends a span. The current activity stays what it is: whoever completes a call may be the receive loop.</summary>
    public static void Stop(Activity activity, in CallOutcome outcome)
    {
        if (outcome.Code != 0)
            activity.SetTag(RpcAttributes.StatusCode, outcome.Code.ToString(CultureInfo.InvariantCulture));
        if (outcome.Failure is not null)
        {
            activity.SetTag(RpcAttributes.ErrorType, outcome.ErrorType);
            activity.SetStatus(ActivityStatusCode.Error, outcome.Failure.Message);
        }

        Activity? current = Activity.Current;
        activity.Stop();
        if (current != activity)
            Activity.Current = current is { IsStopped: true } ? null : current;
    }

    private static KeyValuePair<string, object?>[] CreateTags(string method, WireFormat format)
    {
        KeyValuePair<string, object?> system = new(RpcAttributes.System, RpcAttributes.SystemOf(format));
        KeyValuePair<string, object?> name = new(RpcAttributes.Method, method);
        KeyValuePair<string, object?> protocol = new(RpcAttributes.NetworkProtocol, "websocket");
        return format == WireFormat.Json ? [system, name, protocol, new(RpcAttributes.JsonRpcVersion, "2.0")] : [system, name, protocol];
    }
}
