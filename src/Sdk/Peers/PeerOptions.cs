using System.Buffers;

namespace TypedWs.Peers;

/// <summary>Limits and times of a conversation. Read once, when the conversation begins.</summary>
public sealed class PeerOptions
{
    // The last snapshot that holds nothing of the application's: conversations with the same limits, which are most of a process, share it. Written and read by any thread.
    private static volatile PeerOptions? s_shared;

    // The last snapshot of these options; a snapshot has none. Written and read by any thread.
    private volatile PeerOptions? _snapshot;

    // Made by the first who asks, by compare-exchange: most clients, and each has options of its own, have none.
    private IList<MessageInterceptor>? _interceptors;

    /// <summary>
    /// Time after which a request of this side that has no answer fails with <see cref="RequestTimeoutException"/>, to within a tenth of a second;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for none. A message's attribute and a call can state others (<see cref="FromClientAttribute{TProtocol}.TimeoutMilliseconds"/>).
    /// Default 30 s.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests of the other side that may be running; above it they are answered with <see cref="ErrorCodes.Busy"/>. Default 256.</summary>
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>Requests of this side that may wait for an answer, at most 65,536; above it a request fails with <see cref="TooManyRequestsException"/>. Default 1,024.</summary>
    public int MaxPendingRequests { get; set; } = 1024;

    /// <summary>One-way messages that may wait for their handler. At the bound, reading stops, which holds the other side back. Default 1,024.</summary>
    public int MaxQueuedMessages { get; set; } = 1024;

    /// <summary>Bytes, as received, that waiting one-way messages may count. At the bound, reading stops. Default 1 MiB.</summary>
    public int MaxQueuedBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many times <see cref="MaxQueuedMessages"/> and <see cref="MaxQueuedBytes"/> may be exceeded while a request of this side is pending: reading must go on
    /// then, because its answer stands behind the other messages. Beyond it, the connection closes with <see cref="TypedWsCloseCodes.ReceiveOverflow"/>. Default 8.
    /// </summary>
    public int OverflowFactor { get; set; } = 8;

    /// <summary>
    /// Streams that this side may be producing: those that the other side asked for, and those that requests of this side take along. Above it, the other side is
    /// answered with <see cref="ErrorCodes.Busy"/>, and this side's request fails with <see cref="TooManyStreamsException"/>. Default 256.
    /// </summary>
    public int MaxOpenStreams { get; set; } = 256;

    /// <summary>
    /// Time after which a stream is given up on which nothing happens: at the producer when nobody asks for items, at the consumer, with
    /// <see cref="StreamTimeoutException"/>, when none come. To within a tenth of it, and a tenth of a second. It stands in for <see cref="RequestTimeout"/>, which
    /// does not apply to streams. <see cref="Timeout.InfiniteTimeSpan"/> for none, such as for feeds that may be quiet. Default 5 min.
    /// </summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Items that a producer of this side may run ahead of what was sent, and so the most that one batch holds. Default 256.</summary>
    public int StreamReadAhead { get; set; } = 256;

    /// <summary>Bytes, encoded, beyond which a producer of this side does not run ahead; one item may exceed it. So is the size of a batch. Default 64 KiB.</summary>
    public int StreamReadAheadBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// Whether handlers start in the receive loop, so that one that completes synchronously costs nothing. Handlers must not block before their first await then.
    /// Default true; false starts each on the thread pool.
    /// </summary>
    public bool RunHandlersInline { get; set; } = true;

    /// <summary>
    /// Whether everything that arrives is handled strictly one at a time, in the order in which it came, requests among it: the next message begins when the handler
    /// of the one before is done and its reply sent; behind a request for a stream, when its handler has returned the stream and the first answer is sent. Asking for a
    /// stream's items, cancelling, and replies never wait. Requests that wait count towards <see cref="MaxQueuedMessages"/> and <see cref="MaxQueuedBytes"/> instead of
    /// <see cref="MaxConcurrentRequests"/>.
    /// A handler must not await a request whose handler on the other side calls back here: that call waits for this very handler, until the request times out. Default
    /// false.
    /// </summary>
    public bool StrictOrder { get; set; }

    /// <summary>
    /// Where handlers run, such as on the thread of a desktop application's user interface: they are posted there, in the order in which they would start otherwise, and
    /// so is each step of a stream that a handler yields. The receive loop does not wait for it. A handler that it does not take, because it is disposed, has failed.
    /// Interceptors do not run on it. Default null.
    /// </summary>
    public SynchronizationContext? SynchronizationContext { get; set; }

    /// <summary>
    /// What runs around the messages that arrive and those that this side sends; the first is the outermost. Read when a client is made, and when a server maps its first
    /// endpoint. Default empty.
    /// </summary>
    public IList<MessageInterceptor> Interceptors => _interceptors ?? Interlocked.CompareExchange(ref _interceptors, [], null) ?? _interceptors;

    /// <summary>Whether the type and message of an unexpected exception in a handler are told to the other side. For development only. Default false.</summary>
    public bool IncludeErrorDetails { get; set; }

    /// <summary>
    /// Whether traces go on at the other side (W3C Trace Context): what this side sends says which trace it belongs to, and handlers of this side join the traces
    /// that the other side's messages name. Off, neither is done: for a server that does not want strangers to choose its trace ids. Default true.
    /// </summary>
    public bool PropagateTraceContext { get; set; } = true;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the memory of encoded items comes from and goes back to.</summary>
    internal ArrayPool<byte> BufferPool { get; set; } = ArrayPool<byte>.Shared;

    /// <summary>What <see cref="Interceptors"/> holds, without making the list.</summary>
    internal IEnumerable<MessageInterceptor> AddedInterceptors => (IEnumerable<MessageInterceptor>?)_interceptors ?? [];

    private bool HoldsNothingForeign
        => SynchronizationContext is null && _interceptors is not { Count: > 0 } && TimeProvider == TimeProvider.System && BufferPool == ArrayPool<byte>.Shared;

    /// <summary>Copies the options, so that later changes have no effect; the copy is the same for each conversation as long as the values are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal PeerOptions Snapshot()
    {
        if (_snapshot is { } own && own.HasValuesOf(this))
            return own;
        if (s_shared is { } shared && shared.HasValuesOf(this))
            return _snapshot = shared;

        Validate();
        var copy = (PeerOptions)MemberwiseClone();
        copy._interceptors = _interceptors is { Count: > 0 } ? [.. _interceptors] : null;
        copy._snapshot = null;
        if (copy.HoldsNothingForeign)
            s_shared = copy;
        return _snapshot = copy;
    }

    private bool HasValuesOf(PeerOptions other)
        => RequestTimeout == other.RequestTimeout
            && MaxConcurrentRequests == other.MaxConcurrentRequests
            && MaxPendingRequests == other.MaxPendingRequests
            && MaxQueuedMessages == other.MaxQueuedMessages
            && MaxQueuedBytes == other.MaxQueuedBytes
            && OverflowFactor == other.OverflowFactor
            && MaxOpenStreams == other.MaxOpenStreams
            && StreamIdleTimeout == other.StreamIdleTimeout
            && StreamReadAhead == other.StreamReadAhead
            && StreamReadAheadBytes == other.StreamReadAheadBytes
            && RunHandlersInline == other.RunHandlersInline
            && StrictOrder == other.StrictOrder
            && SynchronizationContext == other.SynchronizationContext
            && IncludeErrorDetails == other.IncludeErrorDetails
            && PropagateTraceContext == other.PropagateTraceContext
            && TimeProvider == other.TimeProvider
            && BufferPool == other.BufferPool
            && AddedInterceptors.SequenceEqual(other.AddedInterceptors);

    private void Validate()
    {
        if (RequestTimeout <= TimeSpan.Zero && RequestTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(RequestTimeout), RequestTimeout, "A request time-out must be positive, or Timeout.InfiniteTimeSpan for none.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentRequests);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPendingRequests);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxPendingRequests, PendingCalls.MaxSlots);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxQueuedMessages);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxQueuedBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(OverflowFactor, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxOpenStreams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StreamReadAhead);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StreamReadAheadBytes);
        if (StreamIdleTimeout <= TimeSpan.Zero && StreamIdleTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(StreamIdleTimeout), StreamIdleTimeout, "A stream's idle time-out must be positive, or Timeout.InfiniteTimeSpan for none.");
    }
}
