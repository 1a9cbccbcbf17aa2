namespace TypedWs;

/// <summary>A protocol as both sides know it. Immutable.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Version">The major version; other versions are refused.</param>
/// <param name="Fingerprint">A hash of the messages' names and shapes. Two builds of one contract have the same; a different one is logged, never refused.</param>
/// <param name="Messages">The messages, in the order of their names.</param>
public sealed record ProtocolDescriptor(string Name, int Version, string Fingerprint, IReadOnlyList<MessageDescriptor> Messages);
