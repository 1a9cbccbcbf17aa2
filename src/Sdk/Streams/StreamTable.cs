using TypedWs.Envelopes;

namespace TypedWs.Streams;

/// <summary>
/// The streams that this side produces, found by token, bounded in number. A stream counts until its source is disposed, also when the other side has long given it
/// up: a source that does not stop must not be started without limit. Thread-safe: everything is guarded by <see cref="_gate"/>.
/// </summary>
internal sealed class StreamTable(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, StreamProducer> _byToken = [];
    private long _lastToken;
    private int _count;
    private bool _isEnded;
    private TaskCompletionSource? _whenNone;

    /// <summary>How many streams are not over and done.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many tokens the other side may ask with.</summary>
    public int TokenCount
    {
        get
        {
            lock (_gate)
                return _byToken.Count;
        }
    }

    /// <summary>Adds a stream and gives it its token.</summary>
    /// <returns>False at the limit.</returns>
    public bool TryAdd(StreamProducer stream)
    {
        bool isEnded;
        lock (_gate)
        {
            if (_count >= limit)
                return false;

            _count++;
            stream.Token = ++_lastToken;
            _byToken.Add(stream.Token, stream);
            isEnded = _isEnded;
        }

        if (isEnded)
            stream.Close();
        return true;
    }

    public StreamProducer? Find(long token)
    {
        lock (_gate)
            return _byToken.GetValueOrDefault(token);
    }

    /// <summary>Forgets a stream's token.</summary>
    public void Forget(StreamProducer stream)
    {
        lock (_gate)
            _byToken.Remove(stream.Token);
    }

    /// <summary>Notes that a stream is over, and its source disposed.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_count > 0)
                return;

            _whenNone?.TrySetResult();
            _whenNone = null;
        }
    }

    /// <summary>Cancels the <c>next</c> with that id, if one waits. Looks at every stream: cancellations are rare, and the streams few.</summary>
    public void Cancel(RequestId id)
    {
        foreach (StreamProducer stream in Snapshot())
        {
            if (stream.TryCancel(id))
                return;
        }
    }

    /// <summary>Ends the streams that nobody has asked for too long.</summary>
    public void CloseIdle(long tick)
    {
        foreach (StreamProducer stream in Snapshot())
            stream.CloseIfIdle(tick);
    }

    /// <summary>Ends every stream, and every later one, because the connection has ended.</summary>
    public void CloseAll()
    {
        lock (_gate)
            _isEnded = true;
        foreach (StreamProducer stream in Snapshot())
            stream.Close();
    }

    /// <summary>A task that completes when every source is disposed.</summary>
    public Task WhenNoneAsync()
    {
        lock (_gate)
        {
            if (_count == 0)
                return Task.CompletedTask;

            _whenNone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _whenNone.Task;
        }
    }

    private StreamProducer[] Snapshot()
    {
        lock (_gate)
            return _byToken.Count == 0 ? [] : [.. _byToken.Values];
    }
}
