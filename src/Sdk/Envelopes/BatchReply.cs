using System.Buffers;

namespace TypedWs.Envelopes;

/// <summary>
/// Collects the replies to the requests of one JSON-RPC batch, which leave together as one array when the last of them is there (JSON-RPC 2.0, section 6).
/// Thread-safe: its members are guarded by a lock on the collecting buffer.
/// </summary>
internal sealed class BatchReply
{
    private readonly ArrayBufferWriter<byte> _replies = new();
    private int _open = 1; // The batch itself, until all of its envelopes were looked at.

    /// <summary>Bytes of the replies that were added. To be read by whoever was given the whole answer.</summary>
    public long ReplyBytes { get; private set; }

    /// <summary>Counts a request that will be answered.</summary>
    public void Expect()
    {
        lock (_replies)
            _open++;
    }

    /// <summary>Adds one reply.</summary>
    /// <returns>The whole answer when this was the last one, otherwise empty.</returns>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> reply)
    {
        lock (_replies)
        {
            _replies.Write(_replies.WrittenCount == 0 ? "["u8 : ","u8);
            _replies.Write(reply);
            ReplyBytes += reply.Length;
            return CloseOne();
        }
    }

    /// <summary>Says that all envelopes of the batch were looked at.</summary>
    /// <returns>The whole answer when every reply is there, otherwise empty; a batch of one-way messages has none.</returns>
    public ReadOnlyMemory<byte> Complete()
    {
        lock (_replies)
            return CloseOne();
    }

    private ReadOnlyMemory<byte> CloseOne()
    {
        if (--_open > 0 || _replies.WrittenCount == 0)
            return default;

        _replies.Write("]"u8);
        return _replies.WrittenMemory;
    }
}
