using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>
/// A stream of the other side, being enumerated. While the items of one batch are taken, the next batch is asked for; no two calls are ever under way.
/// </summary>
/// <remarks>
/// One enumerating caller, as for every enumerator; answers, the timer, cancellation and the end of the connection come on any thread. <see cref="_gate"/> guards
/// all fields but <see cref="_items"/> and <see cref="_position"/>, which are the caller's, and the list that the codec fills, which is the receive loop's while
/// an answer is awaited.
/// </remarks>
/// <typeparam name="TItem">The items.</typeparam>
internal sealed partial class RemoteStream<TItem> : StreamConsumer, IAsyncEnumerator<TItem>, IValueTaskSource<bool>
{
    private readonly Lock _gate = new();
    private readonly Peer _peer;
    private readonly string _method;
    private readonly StreamAnswerCodec<TItem> _codec;
    private readonly StreamProducer? _upload; // The stream that the request takes along; it ends with this one.
    private readonly CancellationToken _callerToken;
    private readonly CancellationToken _enumeratorToken;

    private ManualResetValueTaskSourceCore<bool> _arrival = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _callerRegistration;
    private CancellationTokenRegistration _enumeratorRegistration;
    private List<TItem> _items = [];
    private int _position = -1;

    private StreamOpening? _opening; // Until it is answered.
    private byte[]? _token;
    private readonly WireFormat _format;
    private bool _isStarted; // Written by the caller alone.
    private bool _isAsked; // A call is under way, or about to be.
    private bool _hasCall; // The call has its id.
    private bool _hasAnswer; // The codec's list holds items that the caller has not taken over.
    private bool _isFinished; // Nothing more is asked for.
    private bool _isClosed; // The caller wants nothing more.
    private bool _isForgotten; // The other side knows that the stream is over, and needs not be told.
    private bool _isWaiting;
    private Exception? _failure;
    private OutgoingCall _outgoing; // What traces and metrics see, from the asking to the end; the default before and after.

    /// <summary>A stream that is asked for with the first item.</summary>
    public RemoteStream(
        Peer peer,
        string method,
        ValueCodec<TItem> codec,
        ErrorTable errors,
        StreamOpening opening,
        StreamProducer? upload,
        CancellationToken callerToken,
        CancellationToken enumeratorToken)
        : this(peer, method, new StreamAnswerCodec<TItem>(codec), errors, callerToken, enumeratorToken)
    {
        _opening = opening;
        _upload = upload;
        _format = peer.Format;
    }

    /// <summary>A stream that came with a request; the codec has read its opening.</summary>
    public RemoteStream(
        Peer peer,
        string method,
        StreamAnswerCodec<TItem> codec,
        ErrorTable errors,
        byte[]? token,
        WireFormat format,
        CancellationToken requestToken,
        CancellationToken enumeratorToken)
        : this(peer, method, codec, errors, requestToken, enumeratorToken)
    {
        _token = token;
        _format = format;
        _hasAnswer = codec.Items.Count > 0;
        _isFinished = token is null;
        codec.IsOpening = false;
    }

    private RemoteStream(Peer peer, string method, StreamAnswerCodec<TItem> codec, ErrorTable errors, CancellationToken callerToken, CancellationToken enumeratorToken)
    {
        _peer = peer;
        _method = method;
        _codec = codec;
        Errors = errors;
        _callerToken = callerToken;
        _enumeratorToken = enumeratorToken == callerToken ? default : enumeratorToken;
    }

    public TItem Current => _items[_position];

    public override WireFormat CallFormat => _format;

    private CancellationToken CancelledToken => _callerToken.IsCancellationRequested ? _callerToken : _enumeratorToken;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_position + 1 < _items.Count && !CancelledToken.IsCancellationRequested)
        {
            _position++;
            return new ValueTask<bool>(true);
        }

        bool mustAsk, hasItem = true, mustWait;
        short version = 0;
        OutgoingCall begun = _isStarted ? default : StartCall();
        lock (_gate)
        {
            if (_isWaiting)
                throw new InvalidOperationException("The stream is moving already. Await MoveNextAsync before calling it again.");

            Watch(in begun);
            mustWait = !_hasAnswer && !_isFinished && _failure is null && !CancelledToken.IsCancellationRequested;
            if (mustWait)
            {
                _arrival.Reset();
                version = _arrival.Version;
                _isWaiting = true;
                mustAsk = !_isAsked && BeginAsking();
            }
            else
            {
                hasItem = Take(out mustAsk);
            }
        }

        if (mustAsk)
            Ask();
        return mustWait ? new ValueTask<bool>(this, version) : new ValueTask<bool>(hasItem);
    }

    public ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(IAsyncEnumerator<TItem>), $"The stream of {_method} is disposed."), tell: true);
        Unwatch();
        return default;
    }

    /// <summary>Ends the stream from this side.</summary>
    /// <param name="reason">What who waits for an item gets.</param>
    /// <param name="tell">Whether the other side must be told.</param>
    public void Close(Exception reason, bool tell)
    {
        bool mustCancel, mustAbort;
        OutgoingCall call;
        lock (_gate)
        {
            if (_isClosed)
                return;

            _isClosed = true;
            _isForgotten = !tell;
            mustCancel = tell && _isAsked && _hasCall; // Before there is a call, who makes it looks whether it still should be.
            mustAbort = tell && !_isAsked && !_isFinished && _token is not null;
            _isFinished = true;
            _failure = reason;
            _hasAnswer = false;
            call = TakeCall();
            Wake();
        }

        call.End(reason is ObjectDisposedException ? null : reason);
        if (mustCancel)
            CancelAsked();
        else if (mustAbort)
            _peer.SendAbort(_format, _token!);
        _upload?.Close();
    }

    /// <summary>
    /// Ends a stream that came with a request, because that is about to be answered. Who has left it while a call was under way would abort it after the call's answer,
    /// when its token is forgotten and its source with it: it is aborted now.
    /// </summary>
    /// <param name="reason">What who still waits for an item gets.</param>
    public void End(Exception reason)
    {
        bool mustAbort;
        lock (_gate)
        {
            mustAbort = _isClosed && _isAsked && !_isForgotten && _token is not null;
            _isForgotten |= mustAbort;
        }

        if (mustAbort)
            _peer.SendAbort(_format, _token!);
        Close(reason, tell: false);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _arrival.GetResult(token);
        bool mustAsk, hasItem;
        lock (_gate)
            hasItem = Take(out mustAsk);
        if (mustAsk)
            Ask();
        return hasItem;
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _arrival.OnCompleted(continuation, state, token, flags);

    /// <summary>Takes over the items that have come, or ends. Called by the enumerating caller, under the gate.</summary>
    private bool Take(out bool mustAsk)
    {
        mustAsk = false;
        _items.Clear();
        _position = -1;
        if (!CancelledToken.IsCancellationRequested && _hasAnswer)
        {
            _hasAnswer = false;
            (_items, _codec.Items) = (_codec.Items, _items);
            if (_items.Count > 0)
            {
                _position = 0;
                mustAsk = !_isFinished && BeginAsking();
                return true;
            }
        }

        Unwatch();
        CancelledToken.ThrowIfCancellationRequested();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
        return false;
    }

    /// <summary>Tells whoever waits for an item that there is one, or none. Under the gate.</summary>
    private void Wake()
    {
        if (!_isWaiting)
            return;

        _isWaiting = false;
        _arrival.SetResult(true);
    }

    private void Watch(in OutgoingCall begun)
    {
        if (_isStarted)
            return;

        _isStarted = true;
        _outgoing = begun;
        _callerRegistration = Register(_callerToken);
        _enumeratorRegistration = Register(_enumeratorToken);

        CancellationTokenRegistration Register(CancellationToken token)
            => token.UnsafeRegister(static (stream, token) => ((RemoteStream<TItem>)stream!).Close(new OperationCanceledException(token), tell: true), this);
    }

    private void Unwatch()
    {
        _callerRegistration.Unregister();
        _enumeratorRegistration.Unregister();
    }
}
