namespace TypedWs.Transport;

/// <summary>A connection whose first bytes were read with the answer to the handshake: a server may speak at once.</summary>
internal sealed class EarlyBytesStream(ReadOnlyMemory<byte> early, Stream inner) : RelayStream(inner)
{
    // Of the reader, of which there is one at a time.
    private ReadOnlyMemory<byte> _early = early;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _early.IsEmpty ? base.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakeEarly(buffer.Span));

    public override int Read(Span<byte> buffer) => _early.IsEmpty ? base.Read(buffer) : TakeEarly(buffer);

    private int TakeEarly(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _early.Length);
        _early.Span[..count].CopyTo(buffer);
        _early = _early[count..];
        return count;
    }
}
