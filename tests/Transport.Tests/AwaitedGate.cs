using System.Threading.Tasks.Sources;

namespace TypedWs.Transport.Tests;

/// <summary>Holds one awaiter back, and tells a test when somebody has begun to await.</summary>
internal sealed class AwaitedGate : IValueTaskSource
{
    private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public Task Awaited => _awaited.Task;

    public ValueTask Wait() => new(this, _core.Version);

    public void Open() => _core.SetResult(true);

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _core.OnCompleted(continuation, state, token, flags);
        _awaited.SetResult();
    }
}
