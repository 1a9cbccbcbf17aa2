namespace TypedWs.Testing;

/// <summary>Whom a server sent a message to. Equal to another that means the same. Immutable and thread-safe.</summary>
public sealed class MessageTarget : IEquatable<MessageTarget>
{
    private readonly string _audience;
    private readonly string[] _excepted; // Ids, in ordinal order.

    private MessageTarget(string audience, string[] excepted)
    {
        _audience = audience;
        _excepted = excepted;
    }

    /// <summary>Every session: what <c>ChatSessions.All</c> sends to.</summary>
    public static MessageTarget All { get; } = new("all", []);

    /// <summary>The members of a group.</summary>
    /// <param name="name">The group's name; case-sensitive.</param>
    /// <returns>The target.</returns>
    public static MessageTarget Group(string name) => new($"group \"{name}\"", []);

    /// <summary>The sessions of one user.</summary>
    /// <param name="userId">The user's name identifier; case-sensitive.</param>
    /// <returns>The target.</returns>
    public static MessageTarget User(string userId) => new($"user \"{userId}\"", []);

    /// <summary>One session: what its own methods send to.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The target.</returns>
    public static MessageTarget Session(TypedWsSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new MessageTarget($"session {session.Id}", []);
    }

    /// <summary>The same audience without one session.</summary>
    /// <param name="session">The one that is left out.</param>
    /// <returns>The target.</returns>
    public MessageTarget Except(TypedWsSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Except(session.Id);
    }

    /// <inheritdoc/>
    public bool Equals(MessageTarget? other) => other is not null && _audience == other._audience && _excepted.AsSpan().SequenceEqual(other._excepted);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageTarget);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_audience, _excepted.Length);

    /// <summary>The target in words, such as <c>group "lobby" except session 1</c>.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => string.Concat([_audience, .. _excepted.Select(static id => $" except session {id}")]);

    internal MessageTarget Except(string sessionId)
        => new(_audience, [.. _excepted.Append(sessionId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
