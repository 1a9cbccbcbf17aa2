namespace TypedWs.Transport.Tests.Conformance;

/// <summary>Gives a connection its input cut exactly as a test says, then the end of the stream, and keeps what it writes.</summary>
internal sealed class ScriptedStream(byte[][] chunks) : Stream
{
    private readonly MemoryStream _written = new();
    private int _chunk;
    private int _taken;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>All that was written; complete once the connection is.</summary>
    public byte[] Written => _written.ToArray();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_chunk == chunks.Length)
            return ValueTask.FromResult(0);

        ReadOnlySpan<byte> rest = chunks[_chunk].AsSpan(_taken);
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer.Span);
        _taken += count;
        if (count == rest.Length)
            (_chunk, _taken) = (_chunk + 1, 0);
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _written.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
