namespace TypedWs.Tests.Codecs.Records;

public sealed record PurchaseLine(string Product, string Name, int Quantity, decimal Price);
