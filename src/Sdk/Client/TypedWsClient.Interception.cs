using TypedWs.CompilerServices;
using TypedWs.Interception;
using TypedWs.Peers;

namespace TypedWs;

// What runs around the sends, once for each: at the call, also where the message then waits for a connection. Not called where there are no interceptors.
public abstract partial class TypedWsClient
{
    private readonly InterceptorChain? _interceptors;

    private static MessageContext Describe<T>(MessageKind kind, string method, T message, CancellationToken cancellationToken)
        => new(kind, method, message!, session: null, cancellationToken);

    private ValueTask InterceptAsync<T>(InterceptorChain interceptors, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.OneWay, method.Name, message, cancellationToken),
            () => SendDirectlyAsync(method, message, cancellationToken));

    private ValueTask<TReply> InterceptAsync<T, TReply>(
        InterceptorChain interceptors,
        RequestMethod<T, TReply> method,
        T message,
        RequestLimit limit,
        CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.Request, method.Name, message, cancellationToken),
            () => RequestDirectlyAsync(method, message, limit, cancellationToken));

    private ValueTask InterceptAcknowledgedAsync<T>(
        InterceptorChain interceptors,
        RequestMethod<T, Acknowledgement> method,
        T message,
        RequestLimit limit,
        CancellationToken cancellationToken)
        => interceptors.SendAsync(
            Describe(MessageKind.Request, method.Name, message, cancellationToken),
            () => AcknowledgeDirectlyAsync(method, message, limit, cancellationToken));

    private ValueTask<TReply> InterceptAsync<T, TIn, TReply>(
        InterceptorChain interceptors,
        UploadMethod<T, TIn, TReply> method,
        T message,
        IAsyncEnumerable<TIn> items,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return interceptors.SendAsync(
            Describe(MessageKind.Upload, method.Name, message, cancellationToken),
            () => RequestDirectlyAsync(method, message, items, cancellationToken));
    }

    private static IAsyncEnumerable<TItem> Intercept<T, TItem>(
        InterceptorChain interceptors,
        MessageKind kind,
        string method,
        T message,
        IAsyncEnumerable<TItem> stream,
        CancellationToken cancellationToken)
        => interceptors.EnumerateAsync(() => Describe(kind, method, message, cancellationToken), _ => stream, isSending: true, cancellationToken);
}
