namespace TypedWs.Transport;

/// <summary>
/// Lies between HTTP and the connection under it, so that the connection can be taken out of HTTP after an upgrade. While it is being detached it
/// tells HTTP that the stream has ended, and the connection survives that HTTP disposes it. Used by one thread at a time, as HTTP uses its stream.
/// </summary>
internal sealed class DetachableStream(Stream inner) : RelayStream(inner)
{
    /// <summary>Whether HTTP is to read and dispose nothing of the connection any more.</summary>
    public bool IsDetaching { get; set; }

    /// <summary>HTTP met the pretended end: it has handed out everything that it had read, and this is the stream that it read from.</summary>
    public bool IsDrained { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => IsDetaching ? new ValueTask<int>(End()) : base.ReadAsync(buffer, cancellationToken);

    public override int Read(Span<byte> buffer) => IsDetaching ? End() : base.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (!IsDetaching)
            base.Dispose(disposing);
    }

    private int End()
    {
        IsDrained = true;
        return 0;
    }
}
