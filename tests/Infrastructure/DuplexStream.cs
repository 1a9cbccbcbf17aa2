using System.IO.Pipelines;

namespace TypedWs.Tests;

/// <summary>One end of an in-memory connection. What one end writes, the other reads; disposing an end gives the other the end of the stream.</summary>
public sealed class DuplexStream : Stream
{
    private readonly Stream _input;
    private readonly Stream _output;
    private int _writes;
    private int _disposed;

    private DuplexStream(PipeReader input, PipeWriter output)
    {
        _input = input.AsStream();
        _output = output.AsStream();
    }

    /// <summary>Completed writes, each one of which a socket would make a system call.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Awaited by every write before it begins; null for none. Lets a test hold the peer's window shut.</summary>
    public Func<CancellationToken, Task>? BeforeWrite { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Makes both ends of a connection.</summary>
    /// <param name="capacity">Bytes that one end may write ahead of the other's reads.</param>
    public static (DuplexStream Client, DuplexStream Server) CreatePair(int capacity = 1024 * 1024)
    {
        var options = new PipeOptions(pauseWriterThreshold: capacity, resumeWriterThreshold: capacity / 2, useSynchronizationContext: false);
        var up = new Pipe(options);
        var down = new Pipe(options);
        return (new DuplexStream(down.Reader, up.Writer), new DuplexStream(up.Reader, down.Writer));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (BeforeWrite is { } gate)
            return WriteAfterAsync(gate(cancellationToken), buffer, cancellationToken);

        Interlocked.Increment(ref _writes);
        return _output.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Tests read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Tests write asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _output.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteAfterAsync(Task gate, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await gate;
        Interlocked.Increment(ref _writes);
        await _output.WriteAsync(buffer, cancellationToken);
    }
}
