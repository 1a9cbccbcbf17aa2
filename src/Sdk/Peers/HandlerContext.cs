using System.Runtime.CompilerServices;

namespace TypedWs.Peers;

/// <summary>Runs handlers on a context of the application's, such as that of its user interface. Nobody waits for the context but the handler's own task. Immutable and thread-safe.</summary>
internal sealed class HandlerContext(SynchronizationContext context)
{
    /// <summary>Runs something on the context.</summary>
    /// <returns>What it returns or throws; nothing is thrown into the context.</returns>
    /// <exception cref="InvalidOperationException">The context takes nothing.</exception>
    public Task<T> RunAsync<T>(Func<ValueTask<T>> run)
    {
        var posted = new Posted<T>(run);
        try
        {
            context.Post(static posted => ((Posted<T>)posted!).Start(), posted);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("PeerOptions.SynchronizationContext did not take the handler: it may be disposed. Close the connection before its user interface ends.", e);
        }

        return posted.Done;
    }

    /// <summary>Makes a stream, and enumerates it, on the context: the stream's own code runs nowhere else.</summary>
    public async IAsyncEnumerable<TItem> EnumerateAsync<TItem>(Func<CancellationToken, IAsyncEnumerable<TItem>> stream, [EnumeratorCancellation] CancellationToken stopped)
    {
        IAsyncEnumerator<TItem> items = await RunAsync(() => new ValueTask<IAsyncEnumerator<TItem>>(stream(stopped).GetAsyncEnumerator(stopped))).ConfigureAwait(false);
        try
        {
            while (await RunAsync(items.MoveNextAsync).ConfigureAwait(false))
                yield return items.Current;
        }
        finally
        {
            await RunAsync(() => CompilerServices.Incoming.Acknowledge(items.DisposeAsync())).ConfigureAwait(false);
        }
    }

    private sealed class Posted<T>(Func<ValueTask<T>> run)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? _flow = ExecutionContext.Capture();

        public Task<T> Done => _done.Task;

        public void Start()
        {
            if (_flow is null)
                _ = RunAsync();
            else
                ExecutionContext.Run(_flow, static posted => _ = ((Posted<T>)posted!).RunAsync(), this);
        }

        private async Task RunAsync()
        {
            try
            {
                _done.SetResult(await run().ConfigureAwait(false));
            }
            catch (Exception e)
            {
                _done.SetException(e);
            }
        }
    }
}
