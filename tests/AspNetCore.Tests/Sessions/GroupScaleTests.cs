using System.Runtime.CompilerServices;
using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>What a change of a group costs, whatever its size: counted, not timed.</summary>
public sealed class GroupScaleTests
{
    private const int Small = 10;
    private const int Large = 100_000;
    private const int ManyGroups = 1_000;

    private readonly ProtocolHub _hub = MemoryHub.Create();

    [Fact]
    public void JoinAndLeave_LargeGroup_AllocateNoMoreThanASmallOne()
    {
        ServerSession[] small = JoinMany("small", Small);
        ServerSession[] large = JoinMany("large", Large);

        long ofSmall = AllocatedByChanges(small[Small / 2], "small");
        long ofLarge = AllocatedByChanges(large[Large / 2], "large");

        Assert.Equal((0, 0), (ofSmall, ofLarge));
        Assert.Equal((Small, Large), (_hub.GetGroup("small").Count, _hub.GetGroup("large").Count));
    }

    [Fact]
    public void JoinAndLeave_SessionInManyGroups_AllocateNoMoreThanInOne()
    {
        ServerSession inOne = MemoryHub.BeginSession(_hub);
        inOne.JoinGroup("0");
        ServerSession inMany = JoinManyGroups();

        // In the group are both: it is not made anew.
        Assert.Equal((0, 0), (AllocatedByChanges(inOne, "0"), AllocatedByChanges(inMany, "0")));
    }

    [Fact]
    public void AddAndRemove_LargeSet_CompareAsOftenAsInASmallOne()
    {
        Assert.Equal(ComparedByChange(Small), ComparedByChange(Large));
    }

    [Fact]
    public void Enumeration_LargeGroup_YieldsEveryMemberOnce()
    {
        ServerSession[] members = JoinMany("large", Large);

        LabSession[] seen = [.. new LabSessions(_hub).Group("large").Except((LabSession)members[0].Typed)];

        Assert.Equal(Large - 1, seen.Length);
        Assert.Equal(members.Skip(1).Select(static session => session.Id).ToHashSet(), seen.Select(static session => session.Id).ToHashSet());
    }

    [Fact]
    public void End_SessionInManyGroups_LeavesAllOfThem()
    {
        ServerSession session = JoinManyGroups();
        Assert.Equal((ManyGroups, ManyGroups), (_hub.Groups.Count, session.GetGroups().Count));

        session.End();

        Assert.Equal((0, 0, 0), (_hub.Groups.Count, _hub.Count, session.GetGroups().Count));
    }

    [Fact]
    public void LargeGroup_LastMemberLeaves_ItsMemoryIsGivenBack()
    {
        WeakReference group = JoinAndLeaveAll();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(group.IsAlive);
        Assert.Equal(0, _hub.Groups.Count);
    }

    private static long AllocatedByChanges(ServerSession session, string group)
    {
        const int Changes = 1_000;
        Change(1); // What is made once.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Change(Changes);
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Change(int times)
        {
            for (int i = 0; i < times; i++)
            {
                session.LeaveGroup(group);
                session.JoinGroup(group);
            }
        }
    }

    private int ComparedByChange(int size)
    {
        var comparer = new CountingComparer();
        var set = new SessionSet(comparer);
        ServerSession[] sessions = [.. Enumerable.Range(0, size).Select(_ => MemoryHub.CreateSession(_hub))];
        foreach (ServerSession session in sessions)
            Assert.True(set.TryAdd(session));
        comparer.Calls = 0;

        set.Remove(sessions[size / 2]);
        Assert.True(set.TryAdd(sessions[size / 2]));

        Assert.Equal(size, set.Count);
        Assert.NotEqual(0, comparer.Calls);
        return comparer.Calls;
    }

    private ServerSession[] JoinMany(string group, int count)
    {
        ServerSession[] sessions = [.. Enumerable.Range(0, count).Select(_ => MemoryHub.BeginSession(_hub))];
        foreach (ServerSession session in sessions)
            session.JoinGroup(group);
        return sessions;
    }

    private ServerSession JoinManyGroups()
    {
        ServerSession session = MemoryHub.BeginSession(_hub);
        for (int i = 0; i < ManyGroups; i++)
            session.JoinGroup(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return session;
    }

    // Apart from its caller, whose stack would keep what it looks at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference JoinAndLeaveAll()
    {
        ServerSession[] sessions = JoinMany("large", Large);
        var group = new WeakReference(_hub.Groups.Find("large"));
        Assert.True(group.IsAlive);
        foreach (ServerSession session in sessions)
            session.LeaveGroup("large");
        return group;
    }

    /// <summary>Gives each session a number for its hash code, so that no two have the same.</summary>
    private sealed class CountingComparer : IEqualityComparer<ServerSession>
    {
        private readonly Dictionary<ServerSession, int> _numbers = [];

        public int Calls { get; set; }

        public bool Equals(ServerSession? x, ServerSession? y)
        {
            Calls++;
            return ReferenceEquals(x, y);
        }

        public int GetHashCode(ServerSession session)
        {
            Calls++;
            if (!_numbers.TryGetValue(session, out int number))
                _numbers.Add(session, number = _numbers.Count);
            return number;
        }
    }
}
