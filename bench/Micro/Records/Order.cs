using MessagePack;
using TypedWs;

namespace Micro.Records;

/// <summary>An order with an address and many lines.</summary>
[MessagePackObject]
[FromClient<MicroProtocol>]
public sealed record Order(
    [property: Key(0)] long Id,
    [property: Key(1)] string Customer,
    [property: Key(2)] Address ShipTo,
    [property: Key(3)] IReadOnlyList<OrderLine> Lines);
