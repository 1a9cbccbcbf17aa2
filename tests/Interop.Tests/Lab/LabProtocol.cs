namespace TypedWs.Interop.Tests;

/// <summary>The protocol of these tests: what other programs must be able to do with ours.</summary>
[Protocol("lab")]
public sealed partial class LabProtocol;
