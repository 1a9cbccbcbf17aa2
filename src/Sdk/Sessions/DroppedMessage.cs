namespace TypedWs;

/// <summary>A one-way message that a client did not get, because it did not read fast enough.</summary>
/// <param name="Method">The message's name on the wire.</param>
/// <param name="Policy">Why it was dropped.</param>
/// <param name="Count">How many messages to the session have been dropped by now, this one among them.</param>
public readonly record struct DroppedMessage(string Method, SlowPolicy Policy, long Count);
