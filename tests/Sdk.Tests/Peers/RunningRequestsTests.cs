using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

public sealed class RunningRequestsTests
{
    [Fact]
    public async Task WhenNoneAsync_RequestHasEndedAndIsNotAnswered_WaitsForTheAnswer()
    {
        var running = new RunningRequests(limit: 10);
        running.End(running.TryBegin(default)!);

        Task none = running.WhenNoneAsync();

        Assert.Equal((false, false), (none.IsCompleted, running.IsNone));
        running.Answered();
        await none.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(running.IsNone);
    }

    [Fact]
    public void WhenNoneAsync_AnotherRequestRuns_WaitsForIt()
    {
        var running = new RunningRequests(limit: 10);
        RunningRequest first = running.TryBegin(new RequestTicket(RequestId.FromInteger(1), WireFormat.Json, null))!;
        RunningRequest second = running.TryBegin(new RequestTicket(RequestId.FromInteger(2), WireFormat.Json, null))!;
        Task none = running.WhenNoneAsync();

        running.End(first);
        running.Answered();

        Assert.False(none.IsCompleted);
        running.End(second);
        running.Answered();
        Assert.True(none.IsCompleted);
    }
}
