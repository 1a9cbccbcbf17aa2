namespace TypedWs.CompilerServices;

/// <summary>Runs an action when it is first disposed. Thread-safe.</summary>
internal sealed class Registration(Action remove) : IDisposable
{
    private Action? _remove = remove;

    public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
}
