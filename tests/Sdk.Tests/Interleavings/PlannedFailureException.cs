namespace TypedWs.Tests.Interleavings;

/// <summary>What a handler or a source throws where its plan says so.</summary>
internal sealed class PlannedFailureException() : Exception("Planned.");
