using System.Globalization;

namespace TypedWs.Testing;

/// <summary>Keeps entries in order, and hands each to one caller who waits for its like. Thread-safe: the gate guards everything.</summary>
/// <param name="owner">Whose entries they are, for errors.</param>
/// <param name="describe">Names an entry for errors, without what it holds.</param>
internal sealed class Recorder<TEntry>(string owner, Func<TEntry, string> describe)
{
    private readonly Lock _gate = new();
    private readonly List<Recorded> _entries = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>What was recorded by now.</summary>
    public IReadOnlyList<TEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries.Select(static recorded => recorded.Entry)];
        }
    }

    public void Add(TEntry entry)
    {
        lock (_gate)
        {
            Waiter? waiter = _waiters.Find(waiter => waiter.Matches(entry));
            _entries.Add(new Recorded(entry) { IsTaken = waiter is not null });
            if (waiter is not null)
            {
                _waiters.Remove(waiter);
                waiter.Entry.SetResult(entry);
            }
        }
    }

    /// <summary>Takes the first matching entry that was not taken before, or waits for it.</summary>
    /// <param name="matches">Which entries are wanted.</param>
    /// <param name="wanted">What those are called in the error.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<TEntry> TakeAsync(Func<TEntry, bool> matches, string wanted, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(matches);
        lock (_gate)
        {
            if (_entries.Find(recorded => !recorded.IsTaken && matches(recorded.Entry)) is { } there)
            {
                there.IsTaken = true;
                return there.Entry;
            }

            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Entry.Task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            string[] came;
            lock (_gate)
            {
                if (!_waiters.Remove(waiter))
                    return waiter.Entry.Task.Result; // It came at this very moment, and is taken.

                came = [.. _entries.Select(Describe)];
            }

            if (e is TimeoutException)
                throw new TimeoutException(Explain(wanted, timeout, came));
            throw;
        }
    }

    private string Describe(Recorded recorded) => describe(recorded.Entry) + (recorded.IsTaken ? " (awaited before)" : "");

    private string Explain(string wanted, TimeSpan timeout, string[] came)
    {
        string seconds = timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        string list = came.Length == 0 ? "nothing" : string.Join(", ", came);
        return $"{owner}: no {wanted} came within {seconds} s. What came: {list}.";
    }

    private sealed record Recorded(TEntry Entry)
    {
        public bool IsTaken { get; set; }
    }

    private sealed record Waiter(Func<TEntry, bool> Matches)
    {
        public TaskCompletionSource<TEntry> Entry { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
