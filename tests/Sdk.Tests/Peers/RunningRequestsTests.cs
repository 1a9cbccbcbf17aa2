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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void End_OneOfThree_LeavesTheOthersToBeCancelled(int ended)
    {
        var running = new RunningRequests(limit: 3);
        RunningRequest[] requests = [.. Enumerable.Range(0, 3).Select(id => running.TryBegin(new RequestTicket(RequestId.FromInteger(id), WireFormat.Json, null))!)];
        Assert.Null(running.TryBegin(default));

        running.End(requests[ended]);
        running.CancelAll();

        Assert.Equal(Enumerable.Range(0, 3).Select(i => i != ended), requests.Select(static request => request.IsCancelled));
        Assert.Same(requests[ended], running.TryBegin(default));
        Assert.True(requests[ended].IsCancelled); // The connection has ended.
    }

    [Fact]
    public void End_Many_KeepsSomeToUseThemAgain()
    {
        const int kept = 16;
        var running = new RunningRequests(limit: 100);
        RunningRequest[] first = [.. Enumerable.Range(0, kept + 2).Select(_ => running.TryBegin(default)!)];
        foreach (RunningRequest request in first)
            running.End(request);

        RunningRequest[] second = [.. Enumerable.Range(0, kept + 2).Select(_ => running.TryBegin(default)!)];

        Assert.Equal(kept, first.Intersect(second).Count());
        Assert.Equal(kept + 2, second.Distinct().Count());
    }
}
