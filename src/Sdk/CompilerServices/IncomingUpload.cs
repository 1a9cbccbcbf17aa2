using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that takes a stream along. The handler may enumerate it until it answers.</summary>
internal sealed class IncomingUpload<TTarget, T, TIn, TReply>(
    UploadMethod<T, TIn, TReply> method,
    Func<TTarget, T, IAsyncEnumerable<TIn>, CancellationToken, ValueTask<TReply>> handler)
    : IncomingRequest<TTarget, Accepting<T, TIn>, TReply>(method.Request)
    where TTarget : class
{
    protected override MessageKind Kind => MessageKind.Upload;

    protected override object GetContract(Accepting<T, TIn> message) => message.Message!;

    protected override async ValueTask<TReply> InvokeAsync(Peer peer, TTarget target, Accepting<T, TIn> message, CancellationToken cancellationToken)
    {
        var items = new AcceptedStream<TIn>(peer, method.Name, message.Received!, method.Errors, message.ReceivedToken, message.Format) { RequestToken = cancellationToken };
        try
        {
            return await handler(target, message.Message, items, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            items.End();
        }
    }
}
