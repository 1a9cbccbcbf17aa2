using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class AudienceEnumerationTests
{
    private readonly ProtocolHub _hub = MemoryHub.Create();
    private readonly LabSessions _sessions;
    private readonly LabSession _ada;
    private readonly LabSession _adaToo;
    private readonly LabSession _bob;

    public AudienceEnumerationTests()
    {
        _sessions = new LabSessions(_hub);
        _ada = Begin("ada");
        _adaToo = Begin("ada");
        _bob = Begin("bob");
        _ada.JoinGroup("room");
        _bob.JoinGroup("room");
    }

    [Fact]
    public void Audience_OfEachKind_YieldsItsSessions()
    {
        AssertSame([_ada, _adaToo, _bob], _sessions.All);
        AssertSame([_ada, _adaToo], _sessions.User("ada"));
        AssertSame([_ada, _bob], _sessions.Group("room"));
        AssertSame([_ada, _bob], _adaToo.Group("room"));
    }

    [Fact]
    public void Except_Some_YieldsTheOthers()
    {
        AssertSame([_adaToo], _sessions.All.Except(_ada).Except(_bob));
        AssertSame([_adaToo], _sessions.User("ada").Except(_ada));
        AssertSame([_ada, _bob], _sessions.Group("room").Except(_adaToo));
    }

    [Fact]
    public void Group_WithoutMembers_YieldsNobody() => Assert.Empty(_sessions.Group("empty"));

    [Fact]
    public void Group_ChangedWhileItIsEnumerated_YieldsThoseOfTheBeginning()
    {
        var seen = new List<LabSession>();

        foreach (LabSession session in _sessions.Group("room"))
        {
            seen.Add(session);
            _ada.LeaveGroup("room");
            _bob.LeaveGroup("room");
            _adaToo.JoinGroup("room");
        }

        AssertSame([_ada, _bob], seen);
        AssertSame([_adaToo], _sessions.Group("room"));
    }

    [Fact]
    public void Groups_OfASession_AreASnapshot()
    {
        _ada.JoinGroup("hall");
        IReadOnlyCollection<string> before = _ada.Groups;

        _ada.LeaveGroup("room");

        Assert.Equal(["hall", "room"], before.Order());
        Assert.Equal("hall", Assert.Single(_ada.Groups));
        Assert.Empty(_adaToo.Groups);
    }

    [Fact]
    public void Groups_AfterTheEnd_AreNone()
    {
        ServerSession session = MemoryHub.BeginSession(_hub);
        session.JoinGroup("room");

        session.End();

        Assert.Empty(session.Typed.Groups);
        AssertSame([_ada, _bob], _sessions.Group("room"));
    }

    private static void AssertSame(IEnumerable<LabSession> expected, IEnumerable<LabSession> actual)
        => Assert.Equal(expected.OrderBy(static session => session.Id), actual.OrderBy(static session => session.Id));

    private LabSession Begin(string user) => (LabSession)MemoryHub.BeginSession(_hub, user: user).Typed;
}
