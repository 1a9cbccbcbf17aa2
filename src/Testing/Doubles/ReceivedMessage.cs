namespace TypedWs.Testing;

/// <summary>A message that a double of a server's handler was called with.</summary>
/// <typeparam name="TSession">The generated session.</typeparam>
/// <param name="Message">The message, an instance of its contract type.</param>
/// <param name="Session">The client that sent it.</param>
public sealed record ReceivedMessage<TSession>(object Message, TSession Session)
    where TSession : TypedWsSession;
