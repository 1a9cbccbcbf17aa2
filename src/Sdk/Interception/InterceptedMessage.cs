using TypedWs.CompilerServices;

namespace TypedWs.Interception;

/// <summary>One message on its way through the interceptors to its end: the handler, or the send. Used once.</summary>
/// <typeparam name="TReply">The reply; <see cref="Acknowledgement"/> where the answer holds nothing.</typeparam>
/// <param name="interceptors">The interceptors.</param>
/// <param name="context">The message.</param>
/// <param name="isSending">Whether this side sends it.</param>
/// <param name="end">Hands it to its handler, or sends it.</param>
internal sealed class InterceptedMessage<TReply>(InterceptorChain interceptors, MessageContext context, bool isSending, Func<ValueTask<TReply>> end)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<TReply>? _ended; // Guarded by the gate: set when the end begins.
    private bool _isOver; // Guarded by the gate: the interceptors are done, and the end must not begin any more.

    public async ValueTask<TReply> RunAsync()
    {
        Task<TReply>? ended;
        try
        {
            await GoOnAsync(0).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
                ended = _ended?.Task;
            }

            // Also where an interceptor did not wait for it: the handler has its token, and its place in the order, until it returns.
            if (ended is not null)
                await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (context.Kind == MessageKind.OneWay)
            return default!;
        return ended is not null
            ? await ended.ConfigureAwait(false)
            : throw new InvalidOperationException($"The interceptors kept {context.Method} from going on, but it needs an answer. Call next, or throw a RemoteException to refuse it.");
    }

    private ValueTask GoOnAsync(int index)
    {
        if (index == interceptors.Length)
            return new ValueTask(EndAsync());

        MessageInterceptor interceptor = interceptors[index];
        int calls = 0;
        return isSending ? interceptor.OnSendingAsync(context, NextAsync) : interceptor.OnReceivedAsync(context, NextAsync);

        ValueTask NextAsync() => Interlocked.Increment(ref calls) == 1
            ? GoOnAsync(index + 1)
            : throw new InvalidOperationException($"{interceptor.GetType().Name} called next a second time for {context.Method}. A message goes on once.");
    }

    private async Task EndAsync()
    {
        var ended = new TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isOver)
                throw new InvalidOperationException($"An interceptor called next for {context.Method} after its own task was complete. Await next before returning.");
            _ended = ended;
        }

        try
        {
            TReply reply = await end().ConfigureAwait(false);
            if (typeof(TReply) != typeof(Acknowledgement))
                context.Reply = reply;
            ended.SetResult(reply);
        }
        catch (Exception e)
        {
            ended.SetException(e);
            _ = ended.Task.Exception; // An interceptor may keep it from passing.
            throw;
        }
    }
}
