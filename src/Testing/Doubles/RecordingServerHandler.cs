using System.ComponentModel;

namespace TypedWs.Testing;

/// <summary>The base of the generated doubles of server handlers, such as <c>RecordingChatServerHandler</c>. Thread-safe.</summary>
/// <typeparam name="TSession">The generated session.</typeparam>
public abstract class RecordingServerHandler<TSession> : RecordingHandler
    where TSession : TypedWsSession
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RecordingServerHandler()
    {
    }

    /// <summary>Every message that came by now, in order, with the client that sent it: a snapshot.</summary>
    public IReadOnlyList<ReceivedMessage<TSession>> All
        => [.. Calls.Select(static call => new ReceivedMessage<TSession>(call.Message, (TSession)call.Session!))];

    /// <summary>For generated code: records a message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="session">The client that sent it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Record<T>(T message, TSession session)
        where T : notnull
        => Add(new RecordedCall(typeof(T), message, session));
}
