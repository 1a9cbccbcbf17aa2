using System.ComponentModel;
using TypedWs.CompilerServices;

namespace TypedWs;

// What generated code sends with streams.
public abstract partial class TypedWsSession
{
    /// <summary>For generated code: asks for a stream.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>The stream, which is asked for when it is enumerated.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TItem> RequestStream<T, TItem>(StreamMethod<T, TItem> method, T message, CancellationToken cancellationToken)
        => _context.Peer.RequestStreamFor(this, method, message, cancellationToken);

    /// <summary>For generated code: asks for a stream, and takes one along.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TOut">The items that it is answered with.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>The stream, which is asked for when it is enumerated.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TOut> RequestStream<T, TIn, TOut>(DuplexMethod<T, TIn, TOut> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => _context.Peer.RequestStreamFor(this, method, message, items, cancellationToken);

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
        => _context.Peer.RequestForAsync(this, method, message, items, cancellationToken);

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
}
