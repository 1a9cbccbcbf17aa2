namespace TypedWs.AspNetCore;

/// <summary>How long a handler lives, and the dependency injection scope that it comes from.</summary>
public enum HandlerLifetime
{
    /// <summary>One for each conversation: from before the first message until after the last.</summary>
    PerConversation,

    /// <summary>
    /// One for each message, until its handler has returned, or its stream has ended; and one for each call of a hook of <see cref="ISessionLifetime{TSession}"/>. The
    /// session is the same for all.
    /// </summary>
    PerMessage,
}
