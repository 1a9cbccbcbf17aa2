using MessagePack;
using TypedWs;

namespace Micro.Records;

/// <summary>A text of 4 KiB.</summary>
[MessagePackObject]
[FromClient<MicroProtocol>]
public sealed record Document([property: Key(0)] string Title, [property: Key(1)] string Text);
