using System.Collections.ObjectModel;

namespace TypedWs.AspNetCore.Tests.Diagnostics;

/// <summary>Where an exporter puts what it gets; a test waits here for what must come.</summary>
/// <typeparam name="T">Spans or metrics.</typeparam>
internal sealed class ExportedItems<T> : Collection<T>
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for an item.</summary>
    public async Task<T> FindAsync(Func<T, bool> filter)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (Items.Where(filter).Take(1).ToArray() is [var found])
                    return found;
                added = _added.Task;
            }

            await added.Soon();
        }
    }

    protected override void InsertItem(int index, T item)
    {
        lock (_gate)
        {
            base.InsertItem(index, item);
            _added.TrySetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
