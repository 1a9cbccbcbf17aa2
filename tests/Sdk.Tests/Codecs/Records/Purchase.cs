namespace TypedWs.Tests.Codecs.Records;

[FromClient<AllocationProtocol>]
public sealed record Purchase(long Id, string Customer, Address ShipTo, IReadOnlyList<PurchaseLine> Lines);
