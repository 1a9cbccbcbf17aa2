namespace TypedWs.Tests.Interleavings;

/// <summary>A run broke a promise. The message has its seed, its steps and the state of both sides.</summary>
internal sealed class InterleavingException(string message) : Exception(message);
