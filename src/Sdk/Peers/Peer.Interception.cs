using TypedWs.Interception;

namespace TypedWs.Peers;

/// <content>What happens around handlers where the application asks for it.</content>
public sealed partial class Peer
{
    private readonly HandlerContext? _handlerContext;

    /// <summary>What runs around the handlers.</summary>
    internal InterceptorChain? OnReceived { get; init; }

    /// <summary>What runs around the sends; null on a client, which runs them itself: before a message waits for a connection.</summary>
    internal InterceptorChain? OnSending { get; init; }

    /// <summary>Whether nothing is to happen around a message's handler.</summary>
    internal bool CallsDirectly(string method) => _handlerContext is null && OnReceived is null && !IsGuarded(method);

    /// <summary>Calls the handler of a one-way message or a request, within what is to happen around it.</summary>
    internal ValueTask<TReply> CallAsync<TReply>(
        MessageKind kind,
        string method,
        object message,
        object target,
        Func<ValueTask<TReply>> handler,
        CancellationToken cancellationToken)
    {
        return IsGuarded(method) ? CallGuardedAsync(method, target, CallWithinAsync) : CallWithinAsync();

        ValueTask<TReply> CallWithinAsync()
        {
            if (OnReceived is null)
                return CallOnContextAsync();

            var context = new MessageContext(kind, method, message, target as TypedWsSession, cancellationToken);
            return OnReceived.ReceiveAsync(context, CallOnContextAsync);
        }

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
        return IsGuarded(method) ? EnumerateGuardedAsync(method, target, CallWithin, stopped) : CallWithin();

        IAsyncEnumerable<TItem> CallWithin() => OnReceived is null
            ? CallOnContext(stopped)
            : OnReceived.EnumerateAsync(() => new MessageContext(kind, method, message, target as TypedWsSession, stopped), CallOnContext, isSending: false, stopped);

        IAsyncEnumerable<TItem> CallOnContext(CancellationToken token) => _handlerContext is null ? handler(token) : _handlerContext.EnumerateAsync(handler, token);
    }
}
