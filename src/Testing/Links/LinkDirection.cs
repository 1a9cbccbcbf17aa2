using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace TypedWs.Testing;

/// <summary>
/// One direction of a link: a pump carries what one end writes to where the other reads, message by message. <see cref="_gate"/> guards what a test changes while
/// it runs.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has neither timer nor wait handle.")]
internal sealed class LinkDirection
{
    // As much as a socket would hold: a side that does not read holds the other back.
    private const int Capacity = 128 * 1024;

    private readonly Lock _gate = new();
    private readonly TestLink _link;
    private readonly TimeProvider _time;
    private readonly Channel<Write> _writes = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Pipe _written = CreatePipe();
    private readonly Pipe _arrived = CreatePipe();
    private readonly MessageCounter _counter = new(); // Used by the pump alone.
    private readonly CancellationTokenSource _cut = new();
    private TaskCompletionSource? _paused;
    private TimeSpan _delay;
    private long _messages;
    private long _cutAt = long.MaxValue;
    private volatile bool _isVanishing;

    public LinkDirection(TestLink link, TimeProvider time)
    {
        _link = link;
        _time = time;
        _ = PumpAsync();
    }

    public bool IsCut => _cut.IsCancellationRequested;

    public long Messages => Interlocked.Read(ref _messages);

    public TimeSpan Delay
    {
        get
        {
            lock (_gate)
                return _delay;
        }

        set
        {
            lock (_gate)
                _delay = value;
        }
    }

    /// <summary>What has arrived; completes when the other end was closed, or the link was cut.</summary>
    public PipeReader Reader => _arrived.Reader;

    /// <summary>Writes; waits where the other end does not read.</summary>
    /// <returns>False where nothing will arrive any more, and the writer would notice.</returns>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Before the bytes, which may wait for room: the pump waits for them.
        if (!_writes.Writer.TryWrite(new Write(bytes.Length, _time.GetTimestamp(), Delay)))
            return false;

        FlushResult result = await _written.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        return !result.IsCompleted;
    }

    /// <summary>No more will be written: the other end reads to the end of the stream.</summary>
    public void EndWriting()
    {
        _writes.Writer.TryComplete();
        _written.Writer.Complete();
    }

    /// <summary>No more will be read: what arrives is thrown away.</summary>
    public void EndReading()
    {
        _isVanishing = true;
        _arrived.Writer.CancelPendingFlush();
    }

    public void Cut() => _cut.Cancel();

    public void Vanish() => _isVanishing = true;

    public void CutAfter(int messages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(messages);
        lock (_gate)
            _cutAt = _messages + messages;
        if (messages == 0)
            _link.Cut();
    }

    public void Pause()
    {
        lock (_gate)
            _paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Resume()
    {
        lock (_gate)
        {
            _paused?.SetResult();
            _paused = null;
        }
    }

    private static Pipe CreatePipe() => new(new PipeOptions(pauseWriterThreshold: Capacity, resumeWriterThreshold: Capacity / 2, useSynchronizationContext: false));

    private async Task PumpAsync()
    {
        try
        {
            await foreach (Write write in _writes.Reader.ReadAllAsync(_cut.Token).ConfigureAwait(false))
            {
                ReadResult result = await _written.Reader.ReadAtLeastAsync(write.Length, _cut.Token).ConfigureAwait(false);
                await WaitAsync(write).ConfigureAwait(false);
                ReadOnlySequence<byte> bytes = result.Buffer.Slice(0, Math.Min(write.Length, result.Buffer.Length));
                foreach (ReadOnlyMemory<byte> segment in bytes)
                    await CarryAsync(segment).ConfigureAwait(false);
                _written.Reader.AdvanceTo(bytes.End);
            }
        }
        catch (OperationCanceledException) when (IsCut)
        {
            // What is under way is lost; the ends say so themselves.
        }

        _writes.Writer.TryComplete();
        await _written.Reader.CompleteAsync().ConfigureAwait(false);
        if (!_isVanishing || IsCut)
            await _arrived.Writer.CompleteAsync().ConfigureAwait(false);
    }

    private async Task WaitAsync(Write write)
    {
        if (write.Delay > TimeSpan.Zero && write.Delay - _time.GetElapsedTime(write.Timestamp) is { Ticks: > 0 } left)
            await Task.Delay(left, _time, _cut.Token).ConfigureAwait(false);

        Task? paused;
        lock (_gate)
            paused = _paused?.Task;
        if (paused is not null)
            await paused.WaitAsync(_cut.Token).ConfigureAwait(false);
    }

    private async Task CarryAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int length = _counter.ReadToEndOfMessage(bytes.Span, out bool endsMessage);
            ReadOnlyMemory<byte> part = bytes[..length];
            bytes = bytes[length..];
            if (_isVanishing)
                continue;

            // Counted, and the link cut, before the other end can see the message: who has read it finds both true.
            if (endsMessage && Count())
            {
                _arrived.Writer.Write(part.Span);
                _link.Cut();
                _cut.Token.ThrowIfCancellationRequested();
            }

            await _arrived.Writer.WriteAsync(part, _cut.Token).ConfigureAwait(false);
        }
    }

    /// <returns>Whether this was the last message that was to arrive.</returns>
    private bool Count()
    {
        lock (_gate)
            return ++_messages == _cutAt;
    }

    /// <summary>Bytes that were written together.</summary>
    private readonly record struct Write(int Length, long Timestamp, TimeSpan Delay);
}
