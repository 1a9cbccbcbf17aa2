using TypedWs.CompilerServices;
using TypedWs.Interception;

namespace TypedWs.Peers;

/// <content>What happens around handlers and sends where the application asks for it. Nothing here is called where it does not.</content>
public sealed partial class Peer
{
    private readonly HandlerContext? _handlerContext;

    /// <summary>What runs around the handlers.</summary>
    internal InterceptorChain? OnReceived { get; init; }

    /// <summary>What runs around the sends; null on a client, which runs them itself: before a message waits for a connection.</summary>
    internal InterceptorChain? OnSending { get; init; }

    /// <summary>Whether nothing is to happen around a handler.</summary>
    internal bool CallsHandlersDirectly => _handlerContext is null && OnReceived is null;

    private TypedWsSession? Session => _methods.Select(static binding => binding.Target).OfType<TypedWsSession>().FirstOrDefault();

    /// <summary>Calls the handler of a one-way message or a request, within what is to happen around it.</summary>
    internal ValueTask<TReply> CallAsync<TReply>(
        MessageKind kind,
        string method,
        object message,
        object target,
        Func<ValueTask<TReply>> handler,
        CancellationToken cancellationToken)
    {
        if (OnReceived is null)
            return CallOnContextAsync();

        var context = new MessageContext(kind, method, message, target as TypedWsSession, cancellationToken);
        return OnReceived.ReceiveAsync(context, CallOnContextAsync);

        ValueTask<TReply> CallOnContextAsync() => _handlerContext is null ? handler() : new ValueTask<TReply>(_handlerContext.RunAsync(handler));
    }

    /// <summary>Calls the handler of a request for a stream, within what is to happen around it.</summary>
    internal IAsyncEnumerable<TItem> CallForStream<TItem>(
        MessageKind kind,
        string method,
        object message,
        object target,
        Func<CancellationToken, IAsyncEnumerable<TItem>> handler,
        CancellationToken stopped)
    {
        return OnReceived is null
            ? CallOnContext(stopped)
            : OnReceived.EnumerateAsync(() => new MessageContext(kind, method, message, target as TypedWsSession, stopped), CallOnContext, isSending: false, stopped);

        IAsyncEnumerable<TItem> CallOnContext(CancellationToken token) => _handlerContext is null ? handler(token) : _handlerContext.EnumerateAsync(handler, token);
    }

    private MessageContext Describe<T>(MessageKind kind, string method, T message, CancellationToken cancellationToken)
        => new(kind, method, message!, Session, cancellationToken);

    // Each in a method of its own: a lambda's closure must cost nothing where it is not needed.
    private ValueTask InterceptAsync<T>(InterceptorChain interceptors, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.OneWay, method.Name, message, cancellationToken),
            () => SendDirectlyAsync(method, message, cancellationToken));

    private ValueTask<TReply> InterceptAsync<T, TReply>(InterceptorChain interceptors, RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.Request, method.Name, message, cancellationToken),
            () => RequestDirectlyAsync(method, message, cancellationToken));

    private ValueTask InterceptAcknowledgedAsync<T>(InterceptorChain interceptors, RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.Request, method.Name, message, cancellationToken),
            () => SendRequest(method, message, cancellationToken).AcknowledgementTask);

    private ValueTask<TReply> InterceptAsync<T, TIn, TReply>(
        InterceptorChain interceptors,
        UploadMethod<T, TIn, TReply> method,
        T message,
        IAsyncEnumerable<TIn> items,
        CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.Upload, method.Name, message, cancellationToken),
            () => RequestDirectlyAsync(method, message, items, cancellationToken));

    private IAsyncEnumerable<TItem> Intercept<T, TItem>(
        InterceptorChain interceptors,
        MessageKind kind,
        string method,
        T message,
        IAsyncEnumerable<TItem> stream,
        CancellationToken cancellationToken)
        => interceptors.EnumerateAsync(() => Describe(kind, method, message, cancellationToken), _ => stream, isSending: true, cancellationToken);
}
