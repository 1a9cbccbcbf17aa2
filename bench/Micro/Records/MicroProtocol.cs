using TypedWs;

namespace Micro.Records;

/// <summary>What makes the generator write codecs for these records.</summary>
[Protocol("micro")]
public sealed partial class MicroProtocol;
