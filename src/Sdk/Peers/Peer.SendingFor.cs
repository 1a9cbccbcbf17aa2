using TypedWs.CompilerServices;
using TypedWs.Interception;
using TypedWs.Streams;

namespace TypedWs.Peers;

/// <content>
/// The sends of a session, of which a conversation may have several, or of none; within what is to happen around them. Where that is nothing, they cost one look at
/// <see cref="OnSending"/>: the lambdas are in methods of their own, because a closure is made where its method begins.
/// </content>
public sealed partial class Peer
{
    internal ValueTask SendForAsync<T>(TypedWsSession? session, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => OnSending is null ? SendDirectlyAsync(session?.Context, method, message, cancellationToken) : InterceptAsync(OnSending, session, method, message, cancellationToken);

    internal ValueTask<TReply> RequestForAsync<T, TReply>(TypedWsSession? session, RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => OnSending is null ? RequestDirectlyAsync(method, message, limit, cancellationToken) : InterceptAsync(OnSending, session, method, message, limit, cancellationToken);

    internal ValueTask AcknowledgeForAsync<T>(TypedWsSession? session, RequestMethod<T, Acknowledgement> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => OnSending is null ? AcknowledgeDirectlyAsync(method, message, limit, cancellationToken) : InterceptAcknowledgedAsync(OnSending, session, method, message, limit, cancellationToken);

    internal ValueTask<TReply> RequestForAsync<T, TIn, TReply>(
        TypedWsSession? session,
        UploadMethod<T, TIn, TReply> method,
        T message,
        IAsyncEnumerable<TIn> items,
        CancellationToken cancellationToken)
        => OnSending is null ? RequestDirectlyAsync(method, message, items, cancellationToken) : InterceptAsync(OnSending, session, method, message, items, cancellationToken);

    internal IAsyncEnumerable<TItem> RequestStreamFor<T, TItem>(TypedWsSession? session, StreamMethod<T, TItem> method, T message, CancellationToken cancellationToken)
    {
        var stream = new RequestedStream<T, TItem>(this, method, message, cancellationToken);
        return OnSending is null ? stream : Intercept(OnSending, session, MessageKind.Stream, method.Name, message, stream, cancellationToken);
    }

    internal IAsyncEnumerable<TOut> RequestStreamFor<T, TIn, TOut>(
        TypedWsSession? session,
        DuplexMethod<T, TIn, TOut> method,
        T message,
        IAsyncEnumerable<TIn> items,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var stream = new RequestedDuplex<T, TIn, TOut>(this, method, message, items, cancellationToken);
        return OnSending is null ? stream : Intercept(OnSending, session, MessageKind.Duplex, method.Name, message, stream, cancellationToken);
    }

    private ValueTask InterceptAsync<T>(InterceptorChain interceptors, TypedWsSession? session, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => interceptors.SendAsync(
            new MessageContext(MessageKind.OneWay, method.Name, message!, session, cancellationToken),
            () => SendDirectlyAsync(session?.Context, method, message, cancellationToken));

    private ValueTask<TReply> InterceptAsync<T, TReply>(
        InterceptorChain interceptors,
        TypedWsSession? session,
        RequestMethod<T, TReply> method,
        T message,
        RequestLimit limit,
        CancellationToken cancellationToken)
        => interceptors.SendAsync(
            new MessageContext(MessageKind.Request, method.Name, message!, session, cancellationToken),
            () => RequestDirectlyAsync(method, message, limit, cancellationToken));

    private ValueTask InterceptAcknowledgedAsync<T>(
        InterceptorChain interceptors,
        TypedWsSession? session,
        RequestMethod<T, Acknowledgement> method,
        T message,
        RequestLimit limit,
        CancellationToken cancellationToken)
        => interceptors.SendAsync(
            new MessageContext(MessageKind.Request, method.Name, message!, session, cancellationToken),
            () => AcknowledgeDirectlyAsync(method, message, limit, cancellationToken));

    private ValueTask<TReply> InterceptAsync<T, TIn, TReply>(
        InterceptorChain interceptors,
        TypedWsSession? session,
        UploadMethod<T, TIn, TReply> method,
        T message,
        IAsyncEnumerable<TIn> items,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return interceptors.SendAsync(
            new MessageContext(MessageKind.Upload, method.Name, message!, session, cancellationToken),
            () => RequestDirectlyAsync(method, message, items, cancellationToken));
    }

    private static IAsyncEnumerable<TItem> Intercept<T, TItem>(
        InterceptorChain interceptors,
        TypedWsSession? session,
        MessageKind kind,
        string method,
        T message,
        IAsyncEnumerable<TItem> stream,
        CancellationToken cancellationToken)
        => interceptors.EnumerateAsync(
            () => new MessageContext(kind, method, message!, session, cancellationToken),
            _ => stream,
            isSending: true,
            cancellationToken);
}
