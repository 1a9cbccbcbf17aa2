using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

[Trait("Category", "Concurrency")]
public sealed class InboundQueueTests
{
    private readonly InboundQueue _queue = new(new PeerOptions());
    private readonly Message _message = new();

    [Fact]
    public async Task Stop_ThenRelease_HandlesNothingThatTheLoopLookedAtBefore()
    {
        _queue.Hold();
        _queue.Stop();
        _queue.Release();
        await _queue.WhenIdleAsync().Limited();

        // The loop took the message before the stop and asks only now.
        Assert.False(_queue.IsIdle);
        Assert.True(_queue.IsHeld);
        _queue.Enqueue(_message);
        Assert.True(_queue.TryHold(_message));
        await _queue.WhenIdleAsync().Limited();

        Assert.False(_message.HasRun);
    }

    [Fact]
    public async Task Release_WithoutStop_HandlesWhatWaited()
    {
        _queue.Hold();
        _queue.Enqueue(_message);
        Assert.False(_queue.IsIdle);
        _queue.Release();
        await _queue.WhenIdleAsync().Limited();

        Assert.True(_message.HasRun);
        Assert.True(_queue.IsIdle);
        Assert.False(_queue.TryHold(_message));
    }

    private sealed class Message() : QueuedMessage(size: 1)
    {
        public bool HasRun { get; private set; }

        public override ValueTask RunAsync()
        {
            HasRun = true;
            return ValueTask.CompletedTask;
        }
    }
}
