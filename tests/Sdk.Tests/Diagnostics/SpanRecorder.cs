using System.Collections.Concurrent;
using System.Diagnostics;

namespace TypedWs.Tests.Diagnostics;

/// <summary>Listens to the activity source and keeps the spans that have ended.</summary>
internal sealed class SpanRecorder : IAsyncDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly SemaphoreSlim _added = new(0);
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TypedWsTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                _ended.Enqueue(activity);
                _added.Release();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Ended => _ended;

    /// <summary>Waits for the span of a message, on one side.</summary>
    public async Task<Activity> FindAsync(string name, ActivityKind kind)
    {
        while (true)
        {
            if (_ended.FirstOrDefault(span => span.DisplayName == name && span.Kind == kind) is { } found)
                return found;
            await _added.WaitAsync(Peers.PeerTest.Limit);
        }
    }

    /// <summary>Stops to listen.</summary>
    public void Stop() => _listener.Dispose();

    public ValueTask DisposeAsync()
    {
        Stop();
        _added.Dispose();
        return default;
    }
}
