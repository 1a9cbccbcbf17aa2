namespace TypedWs.Tests.Codecs.Records;

/// <summary>What makes the generator write codecs for these records.</summary>
[Protocol("allocation")]
public sealed partial class AllocationProtocol;
