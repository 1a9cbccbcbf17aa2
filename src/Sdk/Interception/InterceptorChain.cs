using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;

namespace TypedWs.Interception;

/// <summary>The interceptors of a conversation, the first outermost. Immutable and thread-safe.</summary>
internal sealed class InterceptorChain
{
    private readonly MessageInterceptor[] _interceptors;

    private InterceptorChain(MessageInterceptor[] interceptors) => _interceptors = interceptors;

    public int Length => _interceptors.Length;

    /// <returns>Null where there are none: nothing is to be made for a message then.</returns>
    public static InterceptorChain? Of(IEnumerable<MessageInterceptor> interceptors)
    {
        if (interceptors.TryGetNonEnumeratedCount(out int count) && count == 0)
            return null;
        MessageInterceptor[] all = [.. interceptors];
        if (all.Contains(null))
            throw new ArgumentNullException(nameof(interceptors), "PeerOptions.Interceptors holds null. Add instances of MessageInterceptor.");
        return all.Length == 0 ? null : new InterceptorChain(all);
    }

    public MessageInterceptor this[int index] => _interceptors[index];

    /// <summary>Runs around the handler of a one-way message or a request.</summary>
    public ValueTask<TReply> ReceiveAsync<TReply>(MessageContext context, Func<ValueTask<TReply>> handle)
        => new InterceptedMessage<TReply>(this, context, isSending: false, handle).RunAsync();

    /// <summary>Runs around a request that this side sends.</summary>
    public ValueTask<TReply> SendAsync<TReply>(MessageContext context, Func<ValueTask<TReply>> send)
        => new InterceptedMessage<TReply>(this, context, isSending: true, send).RunAsync();

    /// <summary>Runs around a message that this side sends, and whose answer holds nothing.</summary>
    public async ValueTask SendAsync(MessageContext context, Func<ValueTask> send)
        => await SendAsync(context, () => Incoming.Acknowledge(send())).ConfigureAwait(false);

    /// <summary>Runs around the enumeration of a stream, of either side.</summary>
    /// <param name="describe">Makes the message's context, for each enumeration.</param>
    /// <param name="stream">Makes the stream, once the interceptors have gone on to it.</param>
    /// <param name="isSending">Whether this side asks for the stream.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<TItem> EnumerateAsync<TItem>(
        Func<MessageContext> describe,
        Func<CancellationToken, IAsyncEnumerable<TItem>> stream,
        bool isSending,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task running = new InterceptedMessage<Acknowledgement>(this, describe(), isSending, FollowAsync).RunAsync().AsTask();
        await Task.WhenAny(begun.Task, running).ConfigureAwait(false);
        if (!begun.Task.IsCompleted)
        {
            await running.ConfigureAwait(false); // Refused.
            yield break;
        }

        IAsyncEnumerator<TItem>? items = null;
        try
        {
            while (true)
            {
                try
                {
                    items ??= stream(cancellationToken).GetAsyncEnumerator(cancellationToken);
                    if (!await items.MoveNextAsync().ConfigureAwait(false))
                        break;
                }
                catch (Exception e)
                {
                    ended.SetException(e); // The interceptors pass it on, or another.
                    break;
                }

                yield return items.Current;
            }
        }
        finally
        {
            try
            {
                if (items is not null)
                    await items.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                ended.TrySetResult();
                await running.ConfigureAwait(false);
            }
        }

        async ValueTask<Acknowledgement> FollowAsync()
        {
            begun.SetResult();
            await ended.Task.ConfigureAwait(false);
            return default;
        }
    }
}
