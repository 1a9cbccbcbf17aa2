namespace TypedWs.Testing;

/// <summary>A message that a server sent over <see cref="RecordingSessions{TProtocol, TSessions, TSession}"/>.</summary>
/// <param name="Target">Whom it was sent to.</param>
/// <param name="Message">The message, an instance of its contract type.</param>
public sealed record SentMessage(MessageTarget Target, object Message);
