namespace TypedWs.Tests.Codecs.Records;

[FromClient<AllocationProtocol>]
public sealed record Document(string Title, string Text);
