using System.ComponentModel;
using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs;

// What generated code sends with streams. While there is no conversation it waits like other requests; once it was sent, its stream belongs to that conversation.
public abstract partial class TypedWsClient
{
    /// <summary>For generated code: asks for a stream.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>The stream, which is asked for when it is enumerated, on the connection of that moment, or on the next where there is none.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TItem> RequestStream<T, TItem>(StreamMethod<T, TItem> method, T message, CancellationToken cancellationToken)
    {
        var stream = new LateStream<TItem>(() => DirectPeer is { } direct
            ? direct.RequestStream(method, message, cancellationToken)
            : RequestStreamLater(method.Name, peer => peer.RequestStream(method, message, CancellationToken.None), cancellationToken));
        return _interceptors is null ? stream : Intercept(_interceptors, MessageKind.Stream, method.Name, message, stream, cancellationToken);
    }

    /// <summary>For generated code: asks for a stream, and takes one along.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TOut">The items that it is answered with.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>The stream, which is asked for when it is enumerated, on the connection of that moment, or on the next where there is none.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TOut> RequestStream<T, TIn, TOut>(DuplexMethod<T, TIn, TOut> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var stream = new LateStream<TOut>(() => DirectPeer is { } direct
            ? direct.RequestStream(method, message, items, cancellationToken)
            : RequestStreamLater(method.Name, peer => peer.RequestStream(method, message, items, CancellationToken.None), cancellationToken));
        return _interceptors is null ? stream : Intercept(_interceptors, MessageKind.Duplex, method.Name, message, stream, cancellationToken);
    }

    /// <summary>For generated code: sends a request that takes a stream along, and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TIn, TReply>(UploadMethod<T, TIn, TReply> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => _interceptors is null ? RequestDirectlyAsync(method, message, items, cancellationToken) : InterceptAsync(_interceptors, method, message, items, cancellationToken);

    private ValueTask<TReply> RequestDirectlyAsync<T, TIn, TReply>(UploadMethod<T, TIn, TReply> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => DirectPeer is { } peer
            ? peer.RequestAsync(method, message, items, cancellationToken)
            : RequestLaterAsync(method, message, items, cancellationToken);

    /// <summary>For generated code: sends a request that takes a stream along, and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T, TIn>(UploadMethod<T, TIn, Acknowledgement> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => new(RequestAsync<T, TIn, Acknowledgement>(method, message, items, cancellationToken).AsTask());

    private async ValueTask<TReply> RequestLaterAsync<T, TIn, TReply>(UploadMethod<T, TIn, TReply> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        OutboxTurn turn = await WaitForTurnAsync(method.Name, cancellationToken).ConfigureAwait(false);
        ValueTask<TReply> reply;
        try
        {
            reply = (await turn.Reached.ConfigureAwait(false)).RequestAsync(method, message, items, cancellationToken);
        }
        finally
        {
            turn.End();
        }

        return await reply.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<TItem> RequestStreamLater<TItem>(
        string method,
        Func<Peer, IAsyncEnumerable<TItem>> request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OutboxTurn turn = await WaitForTurnAsync(method, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<TItem> items;
        ValueTask<bool> moving;
        try
        {
            items = request(await turn.Reached.ConfigureAwait(false)).GetAsyncEnumerator(cancellationToken);
            moving = items.MoveNextAsync(); // Sends the request.
        }
        finally
        {
            turn.End();
        }

        await using ConfiguredAsyncDisposable disposal = items.ConfigureAwait(false);
        while (await moving.ConfigureAwait(false))
        {
            yield return items.Current;
            moving = items.MoveNextAsync();
        }
    }

    /// <returns>The turn, which has come; who gets it ends it.</returns>
    private async Task<OutboxTurn> WaitForTurnAsync(string method, CancellationToken cancellationToken)
    {
        var turn = new OutboxTurn();
        var limit = new RequestLimit(_options.ConversationInForce.RequestTimeout, RequestLimitSource.Option);
        await WaitInLineAsync(turn, turn.Reached, method, limit, cancellationToken).ConfigureAwait(false);
        return turn;
    }
}
