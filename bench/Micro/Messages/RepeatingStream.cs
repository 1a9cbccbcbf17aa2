namespace Micro.Messages;

/// <summary>Hands out the same frames again and again, 4 KiB at a time, until so many messages were counted. Then it ends. Takes every write.</summary>
internal sealed class RepeatingStream(byte[] frames, int framesInThem, int messages) : SinkStream
{
    private const int Page = 4096;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left = (long)frames.Length * (messages / framesInThem);
    private int _position;
    private int _counted;

    public Task Done => _done.Task;

    /// <summary>Counts a message that arrived as it should. Called by the receive loop alone.</summary>
    public void Count(bool isWhole)
    {
        if (isWhole && ++_counted == messages / framesInThem * framesInThem)
            _done.SetResult();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return default;

        int count = (int)Math.Min(_left, Math.Min(Math.Min(buffer.Length, Page), frames.Length - _position));
        frames.AsSpan(_position, count).CopyTo(buffer.Span);
        _position = (_position + count) % frames.Length;
        _left -= count;
        return new ValueTask<int>(count);
    }
}
