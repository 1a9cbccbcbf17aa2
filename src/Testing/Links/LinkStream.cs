using System.Buffers;
using System.IO.Pipelines;

namespace TypedWs.Testing;

/// <summary>One end of a link, as a connection sees its socket: one reader and one writer at a time.</summary>
internal sealed class LinkStream(LinkDirection incoming, LinkDirection outgoing) : Stream
{
    private readonly CancellationTokenSource _broken = new();
    private int _isDisposed; // Interlocked.

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes this end fail, whatever the other one does.</summary>
    public void Break() => _broken.Cancel();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _broken.Token);
        ReadResult result;
        try
        {
            // Zero bytes are read to wait for more: what is there stays there.
            result = await incoming.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_broken.IsCancellationRequested)
        {
            throw Lost();
        }

        int length = (int)Math.Min(result.Buffer.Length, buffer.Length);
        if (result.Buffer.IsEmpty && result.IsCompleted && incoming.IsCut)
        {
            incoming.Reader.AdvanceTo(result.Buffer.Start);
            throw Lost();
        }

        result.Buffer.Slice(0, length).CopyTo(buffer.Span);
        incoming.Reader.AdvanceTo(result.Buffer.GetPosition(length));
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_broken.IsCancellationRequested || outgoing.IsCut)
            throw Lost();

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _broken.Token);
        try
        {
            if (!await outgoing.WriteAsync(buffer, either.Token).ConfigureAwait(false))
                throw Lost();
        }
        catch (OperationCanceledException) when (_broken.IsCancellationRequested)
        {
            throw Lost();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A link is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A link is written asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            outgoing.EndWriting();
            incoming.EndReading();
            _broken.Cancel(); // Whoever reads at this moment is told, as by a socket.
        }

        base.Dispose(disposing);
    }

    private static IOException Lost() => new("The test's link is broken, or this end of it is closed.");
}
