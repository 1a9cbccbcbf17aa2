using MessagePack;
using TypedWs;

namespace Micro.Records;

/// <summary>A market tick: three numbers and a symbol.</summary>
[MessagePackObject]
[FromClient<MicroProtocol>]
public sealed record Tick(
    [property: Key(0)] string Symbol,
    [property: Key(1)] double Bid,
    [property: Key(2)] double Ask,
    [property: Key(3)] int Size);
