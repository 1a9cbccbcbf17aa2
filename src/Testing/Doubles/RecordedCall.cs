namespace TypedWs.Testing;

/// <summary>One call of a handler.</summary>
/// <param name="Type">The message's type in the contract.</param>
/// <param name="Message">The message.</param>
/// <param name="Session">The client that it came from; null on a client.</param>
internal readonly record struct RecordedCall(Type Type, object Message, TypedWsSession? Session);
