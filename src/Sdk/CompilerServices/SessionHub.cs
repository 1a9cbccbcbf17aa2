using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Keeps the sessions of one protocol; the hosting package implements it. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionHub
{
    /// <summary>How many sessions are open.</summary>
    public abstract int Count { get; }

    /// <summary>Finds a session.</summary>
    /// <param name="sessionId">Its id.</param>
    /// <returns>The session, or null.</returns>
    public abstract TypedWsSession? Find(string sessionId);

    /// <summary>The sessions of this moment.</summary>
    /// <returns>A snapshot.</returns>
    public abstract IEnumerable<TypedWsSession> GetSessions();

    /// <summary>Every session.</summary>
    /// <returns>The audience.</returns>
    public abstract AudienceContext GetAll();

    /// <summary>The members of a group.</summary>
    /// <param name="group">The group's name.</param>
    /// <returns>The audience.</returns>
    public abstract AudienceContext GetGroup(string group);

    /// <summary>The sessions of one user.</summary>
    /// <param name="userId">The user's name identifier.</param>
    /// <returns>The audience.</returns>
    public abstract AudienceContext GetUser(string userId);
}
