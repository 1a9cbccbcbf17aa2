using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Joins a message's descriptor to the handler that the generated code names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Incoming
{
    /// <summary>A one-way message.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">The message's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> OneWay<TTarget, T>(OneWayMethod<T> method, Func<TTarget, T, CancellationToken, ValueTask> handler)
        where TTarget : class
        => new IncomingOneWay<TTarget, T>(method, handler);

    /// <summary>A request with a reply.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Request<TTarget, T, TReply>(
        RequestMethod<T, TReply> method,
        Func<TTarget, T, CancellationToken, ValueTask<TReply>> handler)
        where TTarget : class
        => new IncomingPlainRequest<TTarget, T, TReply>(method, handler);

    /// <summary>A request that is acknowledged without data.</summary>
    /// <typeparam name="TTarget">What the handler belongs to.</typeparam>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The entry for a <see cref="MethodTable{TTarget}"/>.</returns>
    public static IncomingMethod<TTarget> Request<TTarget, T>(
        RequestMethod<T, Acknowledgement> method,
        Func<TTarget, T, CancellationToken, ValueTask> handler)
        where TTarget : class
        => new IncomingPlainRequest<TTarget, T, Acknowledgement>(method, (target, message, cancellationToken) => Acknowledge(handler(target, message, cancellationToken)));

    internal static ValueTask<Acknowledgement> Acknowledge(ValueTask handled)
    {
        if (handled.IsCompletedSuccessfully)
        {
            handled.GetAwaiter().GetResult();
            return default;
        }

        return AwaitAsync(handled);

        static async ValueTask<Acknowledgement> AwaitAsync(ValueTask handled)
        {
            await handled.ConfigureAwait(false);
            return default;
        }
    }
}
