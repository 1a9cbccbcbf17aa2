using TypedWs.AspNetCore.Endpoint;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>A protocol that both sides have.</summary>
/// <param name="Served">Ours.</param>
/// <param name="OtherFingerprint">The fingerprint of the client's build where that differs from ours, or null.</param>
internal readonly record struct AgreedProtocol(ServedProtocol Served, string? OtherFingerprint);
