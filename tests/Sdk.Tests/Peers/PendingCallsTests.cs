using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

/// <summary>Ids of requests: a slot's index, and above it its generation, which is 16 bits wide.</summary>
[Trait("Category", "Concurrency")]
public sealed class PendingCallsTests
{
    private const int Generations = 1 << 16;

    private readonly PendingCalls _calls = new(1);
    private readonly PendingCall<Answer> _call = new();

    [Fact]
    public void TryAdd_MoreGenerationsThanAnIdHolds_BeginsAnew()
    {
        for (int use = 0; use < Generations; use++)
        {
            Assert.True(_calls.TryAdd(_call, long.MaxValue));
            Assert.Equal((uint)use << 16, _call.Id);
            Assert.True(_calls.TryAnswer(_call.Id, out PendingCall? answered));
            Assert.Same(_call, answered);
        }

        Assert.True(_calls.TryAdd(_call, long.MaxValue));
        Assert.Equal(0u, _call.Id);
        Assert.False(_calls.TryAnswer(0xffff0000, out _), "the answer to the use before");
        Assert.True(_calls.TryAnswer(0, out _));
    }

    /// <summary>However long it takes: nobody else ever gets the slot of a request whose answer may still come.</summary>
    [Fact]
    public void TryAdd_SlotOfACallThatWasGivenUp_WaitsForItsAnswer()
    {
        Assert.True(_calls.TryAdd(_call, long.MaxValue));
        Assert.True(_calls.TryAbandon(_call));

        Assert.Equal(0, _calls.Count);
        Assert.False(_calls.TryAdd(new PendingCall<Answer>(), long.MaxValue));
        Assert.False(_calls.TryAbandon(_call), "given up once");
        Assert.True(_calls.TryAnswer(_call.Id, out PendingCall? answered));
        Assert.Null(answered);
        Assert.True(_calls.TryAdd(new PendingCall<Answer>(), long.MaxValue));
    }
}
