using System.Diagnostics;
using TypedWs.AspNetCore.Sessions;
using TypedWs.Tests;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class GroupNotificationsTests : IDisposable
{
    private readonly ProtocolHub _hub = MemoryHub.Create();
    private readonly RecordingObserver _observer = new();
    private readonly CapturingLogger _logger = new();

    public void Dispose() => _logger.Dispose();

    [Fact]
    public async Task Changes_OfASession_AreToldOnceEachInTheirOrder()
    {
        ServerSession session = Begin(_observer);

        session.JoinGroup("a");
        session.JoinGroup("a");
        session.LeaveGroup("a");
        session.LeaveGroup("a");
        session.JoinGroup("b");
        session.JoinGroup("a");
        session.LeaveGroup("b");
        await EndAsync(session);

        Assert.Equal(["joined a", "left a", "joined b", "joined a", "left b", "left a"], _observer.TakeAll().Select(static told => told.What));
    }

    [Fact]
    public async Task End_InSeveralGroups_IsALeaveOfEach()
    {
        ServerSession session = Begin(_observer);
        session.JoinGroup("a");
        session.JoinGroup("b");
        Assert.Equal(["joined a", "joined b"], [await _observer.NextAsync(), await _observer.NextAsync()]);

        session.End();
        session.End();
        session.JoinGroup("c");
        session.LeaveGroup("a");
        await session.WhenToldAsync().Soon();

        Assert.Equal([("left a", session.Id), ("left b", session.Id)], _observer.TakeAll().Order());
    }

    [Fact]
    public async Task Joined_Session_IsAmongTheMembers()
    {
        var sessions = new LabSessions(_hub);
        var seen = new TaskCompletionSource<(IReadOnlyList<LabSession> Members, IReadOnlyList<LabSession> Others)>();
        _observer.OnTold = (what, session) =>
        {
            if (what == "joined room")
                seen.TrySetResult(([.. sessions.Group("room")], [.. sessions.Group("room").Except((LabSession)session)]));
            return ValueTask.CompletedTask;
        };
        ServerSession other = MemoryHub.BeginSession(_hub);
        other.JoinGroup("room");
        ServerSession session = Begin(_observer);

        session.JoinGroup("room");

        (IReadOnlyList<LabSession> members, IReadOnlyList<LabSession> others) = await seen.Task.Soon();
        Assert.Contains(session.Typed, members);
        Assert.Same(other.Typed, Assert.Single(others));
    }

    [Fact]
    public async Task Observer_ThatBlocksItsThread_HoldsUpNeitherChangesNorOtherSessions()
    {
        using var release = new ManualResetEventSlim();
        ServerSession slow = Begin(_observer);
        _observer.OnTold = (_, session) =>
        {
            if (session.Id == slow.Id)
                release.Wait();
            return ValueTask.CompletedTask;
        };
        ServerSession fast = Begin(_observer);

        slow.JoinGroup("room");
        slow.LeaveGroup("room");
        slow.JoinGroup("hall");
        fast.JoinGroup("room");
        Assert.Equal(("joined room", fast.Id), await _observer.Told.Soon());
        Assert.Equal("hall", Assert.Single(slow.GetGroups()));
        Task told = slow.WhenToldAsync();
        Assert.False(told.IsCompleted);

        release.Set();
        await told.Soon();
        Assert.Equal([("joined room", slow.Id), ("left room", slow.Id), ("joined hall", slow.Id)], _observer.TakeAll());
    }

    [Fact]
    public async Task Observer_ThatAwaits_IsToldOneAtATime()
    {
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        int running = 0;
        int most = 0;
        _observer.OnTold = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            entered.TrySetResult();
            await release.Task;
            Interlocked.Decrement(ref running);
        };
        ServerSession session = Begin(_observer);

        session.JoinGroup("room");
        await entered.Task.Soon();
        session.LeaveGroup("room");
        release.SetResult();
        await EndAsync(session);

        Assert.Equal(["joined room", "left room"], _observer.TakeAll().Select(static told => told.What));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Observer_Fails_IsLoggedAndTheOthersAreTold()
    {
        _logger.ExpectsErrors = true;
        var failing = new RecordingObserver
        {
            OnTold = static (what, _) => what == "joined room" ? throw new InvalidOperationException("at once") : ValueTask.FromException(new InvalidOperationException("later")),
        };
        ServerSession session = Begin(failing, _observer);

        session.JoinGroup("room");
        session.LeaveGroup("room");
        await EndAsync(session);

        Assert.Equal(["joined room", "left room"], _observer.TakeAll().Select(static told => told.What));
        Assert.Equal(
            [(341, $"OnJoinedAsync of a group observer failed for session {session.Id}."), (341, $"OnLeftAsync of a group observer failed for session {session.Id}.")],
            _logger.Entries.Select(static entry => (entry.EventId.Id, entry.Message)));
    }

    [Fact]
    public async Task Observers_Several_AreToldInTheirOrder()
    {
        var order = new List<string>();
        var second = new RecordingObserver { OnTold = (_, _) => AddAsync("second") };
        _observer.OnTold = (_, _) => AddAsync("first");
        ServerSession session = Begin(_observer, second);

        session.JoinGroup("room");
        await EndAsync(session);

        Assert.Equal(["first", "second", "first", "second"], order);

        ValueTask AddAsync(string who)
        {
            order.Add(who);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Notification_IsNoPartOfTheTraceOfWhoeverJoined()
    {
        var current = new TaskCompletionSource<Activity?>();
        _observer.OnTold = (_, _) =>
        {
            current.TrySetResult(Activity.Current);
            return ValueTask.CompletedTask;
        };
        ServerSession session = Begin(_observer);

        using (new Activity("a message").Start())
            session.JoinGroup("room");

        Assert.Null(await current.Task.Soon());
    }

    [Fact]
    public async Task WhenTold_NothingHasChanged_IsComplete()
    {
        ServerSession session = Begin(_observer);

        session.End();

        Assert.True(session.WhenToldAsync().IsCompletedSuccessfully);
        await session.WhenToldAsync();
        Assert.Empty(_observer.TakeAll());
    }

    [Fact]
    public void Of_NoObservers_IsNull() => Assert.Null(GroupObservers.Of([], maxWaiting: 1, _logger, CancellationToken.None));

    private static Task EndAsync(ServerSession session)
    {
        session.End();
        return session.WhenToldAsync().Soon();
    }

    private ServerSession Begin(params IGroupObserver<TypedWsSession>[] observers)
        => MemoryHub.BeginSession(_hub, GroupObservers.Of(observers, maxWaiting: 1_000, _logger, CancellationToken.None));
}
