namespace TypedWs.Tests.Codecs.Records;

[FromClient<AllocationProtocol>]
public sealed record Quote(string Symbol, double Bid, double Ask, int Size);
