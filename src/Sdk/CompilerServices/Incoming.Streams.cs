namespace TypedWs.CompilerServices;

/// <content>Requests with streams.</content>
public static partial class Incoming
{
    /// <summary>A request that is answered with a stream.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Stream<TTarget, T, TItem>(
        StreamMethod<T, TItem> method,
        Func<TTarget, T, CancellationToken, IAsyncEnumerable<TItem>> handler)
        where TTarget : class
        => new IncomingDownload<TTarget, T, TItem>(method, handler);

    /// <summary>A request that takes a stream along and has a reply.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Upload<TTarget, T, TIn, TReply>(
        UploadMethod<T, TIn, TReply> method,
        Func<TTarget, T, IAsyncEnumerable<TIn>, CancellationToken, ValueTask<TReply>> handler)
        where TTarget : class
        => new IncomingUpload<TTarget, T, TIn, TReply>(method, handler);

    /// <summary>A request that takes a stream along and is acknowledged without data.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Upload<TTarget, T, TIn>(
        UploadMethod<T, TIn, Acknowledgement> method,
        Func<TTarget, T, IAsyncEnumerable<TIn>, CancellationToken, ValueTask> handler)
        where TTarget : class
        => new IncomingUpload<TTarget, T, TIn, Acknowledgement>(
            method,
            (target, message, items, cancellationToken) => Acknowledge(handler(target, message, items, cancellationToken)));

    /// <summary>A request that takes a stream along and is answered with one.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TOut">The items that it is answered with.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Duplex<TTarget, T, TIn, TOut>(
        DuplexMethod<T, TIn, TOut> method,
        Func<TTarget, T, IAsyncEnumerable<TIn>, CancellationToken, IAsyncEnumerable<TOut>> handler)
        where TTarget : class
        => new IncomingDuplex<TTarget, T, TIn, TOut>(method, handler);
}
