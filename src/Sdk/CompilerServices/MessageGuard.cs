using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Admits messages or refuses them, before interceptors and handlers see them. A host implements it. Thread-safe, and shared by conversations.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageGuard
{
    /// <summary>Whether messages of that name are judged at all. Asked for every message that arrives.</summary>
    /// <param name="method">The name on the wire.</param>
    /// <returns>False where they pass unseen.</returns>
    public abstract bool Covers(string method);

    /// <summary>Judges one message. What it throws fails the message as if its handler had thrown it.</summary>
    /// <param name="method">The name on the wire.</param>
    /// <param name="session">Who sent it.</param>
    /// <returns>False to refuse it: a request is answered with <see cref="ErrorCodes.Forbidden"/>, a one-way message dropped. The guard logs that itself.</returns>
    public abstract ValueTask<bool> AdmitsAsync(string method, TypedWsSession session);
}
