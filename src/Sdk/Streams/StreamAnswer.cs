namespace TypedWs.Streams;

/// <summary>What the producer of a stream says beside its items.</summary>
/// <param name="Token">At the opening: what to ask for more with, as it was received; null where there is no more.</param>
/// <param name="IsFinished">Later: whether there is no more.</param>
internal readonly record struct StreamAnswer(byte[]? Token, bool IsFinished);
