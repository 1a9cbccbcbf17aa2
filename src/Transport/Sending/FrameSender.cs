using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// Sends frames in batches: one batch is being filled while another is being written, so that what arrives during a write leaves together
/// with the next. Owns the batches and the write side of the stream. Any thread may call it; the order on the wire is the order of acceptance.
/// </summary>
/// <remarks>
/// <see cref="_gate"/> guards all fields that are not read-only, unless they say otherwise. It is never held during a write. Payload writers
/// run under it. Whoever sets <see cref="_writing"/> owns the stream's write side until it clears it.
/// </remarks>
internal sealed partial class FrameSender : IThreadPoolWorkItem
{
    // A shared frame up to this length is copied to leave with others; a longer one is written by itself, before them.
    private const int LongestJoined = 4096;

    private readonly Stream _stream;
    private readonly WsRole _role;
    private readonly bool _masked;
    private readonly int _maxFrameSize;
    private readonly ArrayPool<byte> _pool;
    private readonly MessageDeflater? _deflater;
    private readonly int _highWaterMark;
    private readonly int _hardLimit;
    private readonly TimeProvider _time;
    private readonly WriteProgress _progress;
    private readonly PingRoundTrips _roundTrips;
    private readonly IFrameSenderOwner _owner;
    private readonly CancellationToken _aborted;
    private readonly Lock _gate = new();

    private SendBatch _filling;
    private SendBatch _leaving;

    // A shared frame that is written as it is; goes before what is being filled. It may wait for a queued flush.
    private ReadOnlyMemory<byte> _direct;

    public FrameSender(
        Stream stream,
        WsRole role,
        WsConnectionOptions options,
        MessageDeflater? deflater,
        WriteProgress progress,
        PingRoundTrips roundTrips,
        IFrameSenderOwner owner,
        CancellationToken aborted)
    {
        _stream = stream;
        _role = role;
        _masked = role == WsRole.Client;
        _highWaterMark = options.SendHighWaterMark;
        _hardLimit = options.SendHardLimit;
        _time = options.TimeProvider;
        _progress = progress;
        _roundTrips = roundTrips;
        _owner = owner;
        _aborted = aborted;
        _burstGap = _time.TimestampFrequency * BurstMicroseconds / 1_000_000;
        _longestHold = _time.TimestampFrequency * LongestHoldMicroseconds / 1_000_000;
        _waking = _time.TimestampFrequency * WakingMicroseconds / 1_000_000;
        _wokenAt = -_waking;
        _longestQueue = _time.TimestampFrequency * LongestQueueMicroseconds / 1_000_000;
        _maxFrameSize = options.MaxFrameSize;
        _pool = options.BufferPool;
        _deflater = deflater;
        _filling = new SendBatch(_masked, _maxFrameSize, _pool, deflater);
        _leaving = new SendBatch(_masked, _maxFrameSize, _pool, deflater);
    }

    /// <summary>The server's endpoint, for metrics; null where none is known. Written before anything is sent.</summary>
    public string? Route { get; set; }

    /// <summary>Bytes accepted and not yet handed to the stream; a snapshot.</summary>
    public int PendingBytes => Volatile.Read(ref _filling).Length + _direct.Length;

    /// <summary>Accepts a message, at once below the high-water mark, in line above it.</summary>
    /// <returns>Complete when the message is accepted; faulted with <see cref="WsClosedException"/> when closing began.</returns>
    public ValueTask SendAsync<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state, CancellationToken cancellationToken)
    {
        FlushDecision flush;
        int length;
        lock (_gate)
        {
            if (_refusal is not null)
                return ValueTask.FromException(new WsClosedException(_refusal));
            if (_waiters.Count > 0 || _filling.Length >= _highWaterMark)
                return WaitForRoom(opcode, writer, state, cancellationToken);

            int before = _filling.Length;
            length = _filling.Append(opcode, writer, state);
            flush = DecideFlush(before);
        }

        Flush(flush);
        TransportMetrics.Sent(_role, Route, opcode, length);
        return ValueTask.CompletedTask;
    }

    /// <summary>Accepts a message up to the hard limit; never waits.</summary>
    public bool TrySend<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state)
    {
        FlushDecision flush;
        int length;
        lock (_gate)
        {
            // Those in line were first: a message of the connection's own business passes them, but never the limit.
            int before = _filling.Length;
            if (_refusal is not null || before >= _hardLimit)
                return false;

            length = _filling.Append(opcode, writer, state);
            if (_filling.Length > _hardLimit)
            {
                _filling.Truncate(before);
                return false;
            }

            flush = DecideFlush(before);
        }

        Flush(flush);
        TransportMetrics.Sent(_role, Route, opcode, length);
        return true;
    }

    /// <summary>Accepts a message below the high-water mark only, behind those in line; never waits.</summary>
    public bool TrySendBelowMark<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state)
    {
        FlushDecision flush;
        int length;
        lock (_gate)
        {
            int before = _filling.Length;
            if (_refusal is not null || _waiters.Count > 0 || before >= _highWaterMark)
                return false;

            length = _filling.Append(opcode, writer, state);
            flush = DecideFlush(before);
        }

        Flush(flush);
        TransportMetrics.Sent(_role, Route, opcode, length);
        return true;
    }

    /// <summary>Accepts a message below the high-water mark without writing it: <see cref="WriteAppended"/> has to follow.</summary>
    public bool TryAppend(WsOpcode opcode, ReadOnlyMemory<byte> payload)
    {
        lock (_gate)
        {
            if (_refusal is not null || _waiters.Count > 0 || _filling.Length >= _highWaterMark)
                return false;
            _filling.Append(opcode, static (output, bytes) => output.Write(bytes.Span), payload);
        }

        TransportMetrics.Sent(_role, Route, opcode, payload.Length);
        return true;
    }

    /// <summary>Writes what was appended, unless somebody does already.</summary>
    public void WriteAppended() => FlushNow();

    /// <summary>Accepts a message that is framed already, below the high-water mark only; never waits.</summary>
    public bool TrySend(WsPreparedMessage message)
    {
        FlushDecision flush;
        lock (_gate)
        {
            if (_refusal is not null || _waiters.Count > 0 || _filling.Length >= _highWaterMark)
                return false;

            flush = AppendPrepared(message);
        }

        Flush(flush);
        TransportMetrics.Sent(_role, Route, message.Type.ToOpcode(), message.Payload.Length);
        return true;
    }

    private FlushDecision AppendPrepared(WsPreparedMessage message)
    {
        int before = _filling.Length;
        if (_masked)
        {
            _filling.AppendPayload(message.Type.ToOpcode(), message.Payload.Span);
            return DecideFlush(before);
        }

        bool isAlone = before == 0 && _direct.IsEmpty && !_writing && !_flushQueued;
        if (isAlone && _holder != Environment.CurrentManagedThreadId)
        {
            // Nothing to go with, at least not yet: the shared frame itself is written, without a copy and without a buffer for each receiver.
            _direct = message.Frames;
            return QueueOrWrite();
        }

        // The one that waits leaves with those that follow: they are behind it, and nothing else is yet.
        if (!_writing && before == 0 && _direct.Length <= LongestJoined)
        {
            _filling.AppendFrames(_direct.Span);
            _direct = default;
        }

        _filling.AppendFrames(message.Frames);
        return DecideFlush(before);
    }
}
