namespace TypedWs.CompilerServices;

/// <summary>
/// The root of every generated <c>I…ServerHandler</c> interface, which implements the static member: a class that handles a protocol inherits it, and a host
/// learns from the class alone which protocol it serves.
/// </summary>
public interface IServerHandler
{
    /// <summary>The protocol that the class handles.</summary>
    static abstract ServerProtocol Protocol { get; }
}
