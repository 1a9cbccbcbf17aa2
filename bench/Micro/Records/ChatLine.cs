using MessagePack;
using TypedWs;

namespace Micro.Records;

/// <summary>The record of the load test.</summary>
[MessagePackObject]
[FromClient<MicroProtocol>]
public sealed record ChatLine(
    [property: Key(0)] string Room,
    [property: Key(1)] string User,
    [property: Key(2)] string Text,
    [property: Key(3)] DateTimeOffset At,
    [property: Key(4)] long Seq);
