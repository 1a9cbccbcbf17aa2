using MessagePack;

namespace Micro.Records;

[MessagePackObject]
public sealed record Address([property: Key(0)] string Street, [property: Key(1)] string City, [property: Key(2)] string Country);
