using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Finds many sessions and sends to them; the hosting package implements it. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AudienceContext
{
    /// <summary>How many sessions there are now.</summary>
    public abstract int Count { get; }

    /// <summary>What runs around a message before it is sent to all of them.</summary>
    public virtual IReadOnlyList<MessageInterceptor> Interceptors => [];

    /// <summary>The sessions of this moment.</summary>
    /// <returns>A snapshot.</returns>
    public virtual IEnumerable<TypedWsSession> GetSessions() => throw new NotSupportedException("This host cannot enumerate an audience.");

    /// <summary>Sends a message to all of them: encoded once per format. Never waits.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    public abstract void Send<T>(OneWayMethod<T> method, T message);

    /// <summary>The same sessions without one.</summary>
    /// <param name="sessionId">The one to leave out.</param>
    /// <returns>The audience.</returns>
    public abstract AudienceContext Except(string sessionId);
}
