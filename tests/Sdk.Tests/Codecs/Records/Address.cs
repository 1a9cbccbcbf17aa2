namespace TypedWs.Tests.Codecs.Records;

public sealed record Address(string Street, string City, string Country);
