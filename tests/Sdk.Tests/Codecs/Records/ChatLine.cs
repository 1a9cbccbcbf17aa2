namespace TypedWs.Tests.Codecs.Records;

[FromClient<AllocationProtocol>]
public sealed record ChatLine(string Room, string User, string Text, DateTimeOffset At, long Seq);
