using System.Collections;
using System.ComponentModel;
using TypedWs.CompilerServices;

namespace TypedWs;

/// <summary>
/// All sessions of a protocol on this server. The generated sessions of a protocol derive from it and can be injected anywhere in the server, as a singleton.
/// Enumerating it yields the sessions of that moment. Thread-safe.
/// </summary>
/// <typeparam name="TSession">The generated session type.</typeparam>
public abstract class TypedWsSessions<TSession> : IEnumerable<TSession>
    where TSession : TypedWsSession
{
    private readonly SessionHub _hub;

    /// <summary>For generated code.</summary>
    /// <param name="hub">Keeps the sessions.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsSessions(SessionHub hub) => _hub = hub;

    /// <summary>How many sessions are open.</summary>
    public int Count => _hub.Count;

    /// <summary>Finds a session.</summary>
    /// <param name="id">Its <see cref="TypedWsSession.Id"/>.</param>
    /// <returns>The session, or null where it has ended.</returns>
    public TSession? Session(string id) => _hub.Find(id) as TSession;

    /// <inheritdoc/>
    public IEnumerator<TSession> GetEnumerator() => _hub.GetSessions().OfType<TSession>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For generated code: every session.</summary>
    /// <returns>The audience.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected AudienceContext GetAll() => _hub.GetAll();

    /// <summary>For generated code: the members of a group.</summary>
    /// <param name="name">The group's name.</param>
    /// <returns>The audience.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected AudienceContext GetGroup(string name) => _hub.GetGroup(name);

    /// <summary>For generated code: the sessions of one user.</summary>
    /// <param name="userId">The <see cref="TypedWsSession.UserId"/>.</param>
    /// <returns>The audience.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected AudienceContext GetUser(string userId) => _hub.GetUser(userId);
}
