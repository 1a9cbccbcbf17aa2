namespace TypedWs.Tests.Interleavings;

/// <summary>What handlers and sources wait at until the schedule lets them go. Thread-safe: everything is guarded by <see cref="_gate"/>.</summary>
internal sealed class Gates
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private bool _areOpen;

    /// <summary>Waits to be let go.</summary>
    /// <param name="runsInline">Whether what follows runs in the thread that opens the gate.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(bool runsInline, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_areOpen)
                return Task.CompletedTask;

            var gate = new TaskCompletionSource(runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(gate);
            return gate.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets one go, if any waits.</summary>
    /// <param name="choice">Which one.</param>
    public void OpenOne(int choice)
    {
        TaskCompletionSource gate;
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return;

            gate = _waiting[choice % _waiting.Count];
            _waiting.Remove(gate);
        }

        gate.SetResult();
    }

    /// <summary>Lets all go, and everybody who comes later.</summary>
    public void OpenAll()
    {
        TaskCompletionSource[] gates;
        lock (_gate)
        {
            _areOpen = true;
            gates = [.. _waiting];
            _waiting.Clear();
        }

        foreach (TaskCompletionSource gate in gates)
            gate.SetResult();
    }
}
