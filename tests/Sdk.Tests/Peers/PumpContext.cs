using System.Collections.Concurrent;

namespace TypedWs.Tests.Peers;

/// <summary>A context with one thread, as a user interface has it.</summary>
internal sealed class PumpContext : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];
    private readonly ConcurrentQueue<Exception> _thrown = new();
    private readonly Thread _thread;

    public PumpContext()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = nameof(PumpContext) };
        _thread.Start();
    }

    /// <summary>What was thrown into the context: a user interface would end.</summary>
    public IEnumerable<Exception> Thrown => _thrown;

    public bool IsCurrent => Thread.CurrentThread == _thread;

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state)); // Throws when completed.

    /// <summary>Ends the thread when it has run what is there; later posts throw.</summary>
    public void Dispose()
    {
        _posted.CompleteAdding();
        if (!IsCurrent)
            _thread.Join();
    }

    private void Run()
    {
        SetSynchronizationContext(this);
        foreach ((SendOrPostCallback callback, object? state) in _posted.GetConsumingEnumerable())
        {
            try
            {
                callback(state);
            }
            catch (Exception e)
            {
                _thrown.Enqueue(e);
            }
        }
    }
}
