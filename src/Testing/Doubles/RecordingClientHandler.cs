using System.ComponentModel;

namespace TypedWs.Testing;

/// <summary>The base of the generated doubles of client handlers, such as <c>RecordingChatClientHandler</c>. Thread-safe.</summary>
public abstract class RecordingClientHandler : RecordingHandler
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RecordingClientHandler()
    {
    }

    /// <summary>Every message that came by now, in order: a snapshot.</summary>
    public IReadOnlyList<object> All => [.. Calls.Select(static call => call.Message)];

    /// <summary>For generated code: records a message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="message">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Record<T>(T message)
        where T : notnull
        => Add(new RecordedCall(typeof(T), message, Session: null));
}
