using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>A protocol as one side of a handshake names it.</summary>
/// <param name="Name">The protocol's name.</param>
/// <param name="Version">Its major version.</param>
/// <param name="Fingerprint">Its fingerprint, or null where none was given.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ContractOffer(string Name, int Version, string? Fingerprint);
