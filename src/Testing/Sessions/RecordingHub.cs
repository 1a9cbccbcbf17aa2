using System.Globalization;
using System.Security.Claims;
using TypedWs.CompilerServices;

namespace TypedWs.Testing;

/// <summary>The sessions that a test has connected, and what was sent to them. Thread-safe: the gate guards the list.</summary>
internal sealed class RecordingHub(string owner, TimeProvider time) : SessionHub
{
    private readonly Lock _gate = new();
    private readonly List<RecordingSession> _sessions = [];
    private int _lastId; // By Interlocked.

    public override int Count => Open(static _ => true).Count();

    public Recorder<SentMessage> Sent { get; } = new(owner, static sent => $"{sent.Message.GetType().Name} to {sent.Target}");

    public override TypedWsSession? Find(string sessionId) => Open(session => session.Id == sessionId).SingleOrDefault()?.Typed;

    public override IEnumerable<TypedWsSession> GetSessions() => Open(static _ => true).Select(static session => session.Typed);

    public override AudienceContext GetAll() => new RecordingAudience(this, MessageTarget.All, static _ => true);

    public override AudienceContext GetGroup(string group) => new RecordingAudience(this, MessageTarget.Group(group), session => session.IsIn(group));

    public override AudienceContext GetUser(string userId) => new RecordingAudience(this, MessageTarget.User(userId), session => session.UserId == userId);

    /// <summary>Makes a session that is no member of anything until it is added. Its id is its number, so that errors can be read.</summary>
    public RecordingSession Create(ClaimsPrincipal user, WireFormat format)
        => new(this, Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture), user, format, time.GetUtcNow());

    public void Add(RecordingSession session)
    {
        lock (_gate)
            _sessions.Add(session);
    }

    public void Record(MessageTarget target, object message) => Sent.Add(new SentMessage(target, message));

    /// <summary>The sessions of this moment; one that has begun to close is none any more.</summary>
    public IEnumerable<RecordingSession> Open(Func<RecordingSession, bool> includes)
    {
        RecordingSession[] sessions;
        lock (_gate)
            sessions = [.. _sessions];
        return sessions.Where(session => !session.Peer.IsClosing && includes(session));
    }
}
