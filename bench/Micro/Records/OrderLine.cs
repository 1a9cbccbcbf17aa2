using MessagePack;

namespace Micro.Records;

[MessagePackObject]
public sealed record OrderLine(
    [property: Key(0)] string Product,
    [property: Key(1)] string Name,
    [property: Key(2)] int Quantity,
    [property: Key(3)] decimal Price);
