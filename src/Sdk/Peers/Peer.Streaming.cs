using System.Runtime.ExceptionServices;
using TypedWs.CompilerServices;
using TypedWs.Streams;

namespace TypedWs.Peers;

/// <content>Requests of this side that are answered with a stream, or take one along.</content>
public sealed partial class Peer
{
    /// <summary>A stream of the other side. It is asked for when it is enumerated, each time anew; ending the enumeration early ends it there.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>
    /// The stream. Enumerating it throws what <see cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, CancellationToken)"/> throws, but
    /// <see cref="StreamTimeoutException"/> where nothing comes for <see cref="PeerOptions.StreamIdleTimeout"/>, and <see cref="StreamLostException"/> where the
    /// connection ends in the middle.
    /// </returns>
    public IAsyncEnumerable<TItem> RequestStream<T, TItem>(StreamMethod<T, TItem> method, T message, CancellationToken cancellationToken)
        => RequestStreamFor(null, method, message, cancellationToken);

    /// <summary>A stream of the other side, whose request takes a stream along. Each enumeration asks anew, and enumerates <paramref name="items"/> anew.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TOut">The items that it is answered with.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along; enumerated as far as the other side asks, at most until the answering stream ends.</param>
    /// <param name="cancellationToken">Ends the enumeration, here and there.</param>
    /// <returns>The stream. Enumerating it throws what other streams throw, and <see cref="TooManyStreamsException"/>.</returns>
    public IAsyncEnumerable<TOut> RequestStream<T, TIn, TOut>(DuplexMethod<T, TIn, TOut> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => RequestStreamFor(null, method, message, items, cancellationToken);

    /// <summary>Sends a request that takes a stream along, and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TIn">The items that it takes along.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request; not used after the call has returned.</param>
    /// <param name="items">What it takes along; enumerated once, on the thread pool, as far as the other side asks. The call does not wait for its end: it is cancelled when the request ends.</param>
    /// <param name="cancellationToken">Ends the wait and tells the other side to cancel its handler.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TooManyStreamsException">Too many streams of this side are open.</exception>
    /// <exception cref="StreamTimeoutException">The other side neither asked for items nor answered within <see cref="PeerOptions.StreamIdleTimeout"/>.</exception>
    /// <remarks>
    /// What <paramref name="items"/> throws comes out of the call as it is. Otherwise it throws what
    /// <see cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, CancellationToken)"/> throws; <see cref="PeerOptions.RequestTimeout"/> does not apply.
    /// </remarks>
    public ValueTask<TReply> RequestAsync<T, TIn, TReply>(UploadMethod<T, TIn, TReply> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => RequestForAsync(null, method, message, items, cancellationToken);

    private async ValueTask<TReply> RequestDirectlyAsync<T, TIn, TReply>(UploadMethod<T, TIn, TReply> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        UploadProducer<TIn> upload = OpenUpload(method.Name, method.AcceptedCodec, items, method.Errors);
        upload.Expired = () => Cancel(ended);
        try
        {
            TReply reply = await SendRequest(method.Request, new Accepting<T, TIn>(message, upload.Token), RequestLimit.None, ended.Token).Task.ConfigureAwait(false);
            ThrowFailure(upload);
            return reply;
        }
        catch (OperationCanceledException) when (upload.HasExpired)
        {
            throw new StreamTimeoutException(method.Name, _options.StreamIdleTimeout);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (RemoteException)
        {
            ThrowFailure(upload);
            throw;
        }
        finally
        {
            upload.Close();
        }
    }

    /// <summary>Sends a request that takes a stream along, and waits for its acknowledgement.</summary>
    /// <inheritdoc cref="RequestAsync{T, TIn, TReply}(UploadMethod{T, TIn, TReply}, T, IAsyncEnumerable{TIn}, CancellationToken)"/>
    public async ValueTask RequestAsync<T, TIn>(UploadMethod<T, TIn, Acknowledgement> method, T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken)
        => await RequestAsync<T, TIn, Acknowledgement>(method, message, items, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a stream that a request of this side takes along.</summary>
    internal UploadProducer<TIn> OpenUpload<TIn>(string method, ValueCodec<TIn> codec, IAsyncEnumerable<TIn> items, ErrorTable errors)
    {
        var upload = new UploadProducer<TIn>(this, method, codec, items, errors);
        if (!Streams.TryAdd(upload))
            throw new TooManyStreamsException(method, _options.MaxOpenStreams);

        upload.Register();
        TimerOfStreams.EnsureRunning();
        return upload;
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended at the same moment.
        }
    }

    private static void ThrowFailure(StreamProducer upload)
    {
        if (upload.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }
}
