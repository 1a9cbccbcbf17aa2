using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class SessionIndexTests
{
    [Fact]
    public void Remove_LastMember_ForgetsTheSet()
    {
        ProtocolHub hub = MemoryHub.Create();
        ServerSession session = MemoryHub.BeginSession(hub);

        session.JoinGroup("room");
        Assert.Equal((1, 1), (hub.Groups.Count, hub.GetGroup("room").Count));
        session.LeaveGroup("room");

        Assert.Equal((0, 0), (hub.Groups.Count, hub.GetGroup("room").Count));
    }

    [Fact]
    public void JoinGroup_AfterTheEnd_DoesNothing()
    {
        ProtocolHub hub = MemoryHub.Create();
        ServerSession session = MemoryHub.BeginSession(hub);
        session.JoinGroup("before");

        session.End();
        session.JoinGroup("after");

        Assert.Equal((0, 0), (hub.Groups.Count, hub.Count));
    }

    [Fact]
    public void Begin_AfterTheEnd_DoesNothing()
    {
        ProtocolHub hub = MemoryHub.Create();
        ServerSession session = MemoryHub.CreateSession(hub);

        session.End();
        session.Begin();

        Assert.Equal(0, hub.Count);
    }

    [Fact]
    public void Members_TakenBefore_DoNotChange()
    {
        ProtocolHub hub = MemoryHub.Create();
        ServerSession session = MemoryHub.BeginSession(hub);
        session.JoinGroup("room");
        ServerSession[] members = hub.Groups.Find("room").Members;

        session.LeaveGroup("room");
        MemoryHub.BeginSession(hub).JoinGroup("room");

        Assert.Equal([session], members);
        Assert.DoesNotContain(session, hub.Groups.Find("room").Members);
    }

    [Fact]
    [Trait("Category", "Concurrency")]
    public async Task JoinAndLeave_FromManyThreads_LeavesNothingBehind()
    {
        ProtocolHub hub = MemoryHub.Create();

        // Every set is made, emptied and forgotten over and over, while others join it and an audience looks.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                ServerSession session = MemoryHub.BeginSession(hub);
                session.JoinGroup("a");
                session.JoinGroup("b");
                Assert.Contains(session, hub.Groups.Find("a").Members);
                session.LeaveGroup("a");
                session.End();
            }
        })));

        Assert.Equal((0, 0, 0), (hub.Count, hub.Groups.Count, hub.GetGroup("b").Count));
    }
}
