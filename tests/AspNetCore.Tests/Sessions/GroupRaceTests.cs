using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>Sessions that join, leave and end at once: whatever comes first, nobody is left behind who has ended.</summary>
[Trait("Category", "Concurrency")]
public sealed class GroupRaceTests
{
    private const int Rounds = 1_000;

    private readonly ProtocolHub _hub = MemoryHub.Create();

    [Fact]
    public async Task Join_MeetsTheEnd_LeavesNoMember()
    {
        for (int i = 0; i < Rounds; i++)
        {
            ServerSession session = MemoryHub.BeginSession(_hub);

            await AtOnceAsync(() => session.JoinGroup("room"), () => session.End());

            Assert.Equal((0, 0, 0), (_hub.GetGroup("room").Count, _hub.Groups.Count, session.GetGroups().Count));
        }
    }

    [Fact]
    public async Task Begin_MeetsTheEnd_LeavesNoSession()
    {
        for (int i = 0; i < Rounds; i++)
        {
            ServerSession session = MemoryHub.CreateSession(_hub, user: "ada");

            await AtOnceAsync(session.Begin, () => session.JoinGroup("room"), () => session.End());

            Assert.Equal((0, 0, 0, 0), (_hub.Count, _hub.Groups.Count, _hub.Users.Count, session.GetGroups().Count));
        }
    }

    [Fact]
    public async Task LastLeave_MeetsAJoin_KeepsTheOneWhoJoined()
    {
        ServerSession first = MemoryHub.BeginSession(_hub);
        ServerSession second = MemoryHub.BeginSession(_hub);
        for (int i = 0; i < Rounds; i++)
        {
            first.JoinGroup("room");

            await AtOnceAsync(() => first.LeaveGroup("room"), () => second.JoinGroup("room"));

            Assert.Same(second, Assert.Single(_hub.Groups.Find("room").Members));
            second.LeaveGroup("room");
            Assert.Equal(0, _hub.Groups.Count);
        }
    }

    [Fact]
    public async Task Enumeration_WhileMembersComeAndGo_YieldsWhoWasThere()
    {
        var sessions = new LabSessions(_hub);
        ServerSession resident = MemoryHub.BeginSession(_hub);
        resident.JoinGroup("room");
        ServerSession visitor = MemoryHub.BeginSession(_hub);

        await AtOnceAsync(
            () => Repeat(() =>
            {
                visitor.JoinGroup("room");
                visitor.LeaveGroup("room");
            }),
            () => Repeat(() =>
            {
                LabSession[] members = [.. sessions.Group("room")];
                Assert.Contains(resident.Typed, members);
                Assert.InRange(members.Length, 1, 2);
            }));

        Assert.Same(resident.Typed, Assert.Single(sessions.Group("room")));
    }

    [Fact]
    public async Task Changes_FromSeveralThreads_AreToldInAnOrderThatHoldsAndEndsOutside()
    {
        string[] groups = ["a", "b", "c"];
        for (int i = 0; i < Rounds / 10; i++)
        {
            var observer = new RecordingObserver();
            ServerSession session = MemoryHub.BeginSession(_hub, GroupObservers.Of([observer], int.MaxValue, NullLogger.Instance, CancellationToken.None));
            Action change = () =>
            {
                foreach (string group in Enumerable.Repeat(groups, 20).SelectMany(static group => group))
                {
                    session.JoinGroup(group);
                    session.LeaveGroup(group);
                    session.JoinGroup(group);
                }
            };

            await AtOnceAsync(change, change, () =>
            {
                change();
                session.End();
            });
            await session.WhenToldAsync().Soon();

            string[] told = [.. observer.TakeAll().Select(static told => told.What)];
            foreach (string group in groups)
            {
                string[] ofGroup = [.. told.Where(what => what.EndsWith(group, StringComparison.Ordinal))];
                Assert.Equal(ofGroup.Select((_, number) => (number % 2 == 0 ? "joined " : "left ") + group), ofGroup);
                Assert.Equal(0, ofGroup.Length % 2);
                Assert.NotEmpty(ofGroup);
            }

            Assert.Equal((0, 0), (_hub.Groups.Count, _hub.Count));
        }
    }

    [Fact]
    public async Task Connection_IsAbortedWhileItsSessionJoins_LeavesNoMember()
    {
        await using LabServer server = await LabServer.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            await using RawClient client = await RawClient.ConnectAsync(server.Uri);
            LabSession session = await server.Probe.Connected.Soon();

            await AtOnceAsync(
                () =>
                {
                    while (!session.Disconnected.IsCancellationRequested)
                    {
                        session.JoinGroup("room");
                        session.LeaveGroup("hall");
                        session.JoinGroup("hall");
                    }

                    session.JoinGroup("room");
                },
                () => session.Abort());
            await server.Probe.Disconnected.Soon();

            Assert.Equal((0, 0, 0, 0), (server.Sessions.Count, server.Sessions.Group("room").Count, server.Sessions.Group("hall").Count, session.Groups.Count));
        }
    }

    private static void Repeat(Action action)
    {
        for (int i = 0; i < Rounds; i++)
            action();
    }

    /// <summary>Runs all of them on threads that begin together.</summary>
    private static async Task AtOnceAsync(params Action[] actions)
    {
        using var start = new Barrier(actions.Length);
        await Task.WhenAll(actions.Select(action => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                action();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).Soon();
    }
}
