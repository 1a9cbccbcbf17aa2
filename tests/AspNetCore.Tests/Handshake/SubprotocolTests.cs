namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class SubprotocolTests
{
    [Theory]
    [InlineData("typedws.v1.json", "typedws.v1.json", WireFormat.Json)]
    [InlineData("typedws.v1.msgpack", "typedws.v1.msgpack", WireFormat.MessagePack)]
    [InlineData("other, typedws.v1.msgpack, typedws.v1.json", "typedws.v1.msgpack", WireFormat.MessagePack)]
    [InlineData("typedws.v1.json, typedws.bearer.c2VjcmV0", "typedws.v1.json", WireFormat.Json)]
    [InlineData("typedws.bearer.c2VjcmV0", null, WireFormat.Json)]
    [InlineData("other", null, WireFormat.Json)]
    public async Task Subprotocol_Offered_FirstKnownIsPicked(string offered, string? picked, WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();

        await using RawClient client = await RawClient.ConnectAsync(server.Uri, offered);

        Assert.Equal(picked, client.Handshake.Header("Sec-WebSocket-Protocol"));
        Assert.Equal(format, (await server.Probe.Connected.Soon()).Format);
    }

    [Fact]
    public async Task Subprotocol_BearerToken_IsNeitherEchoedNorLogged()
    {
        await using LabServer server = await LabServer.StartAsync();

        await using RawClient client = await RawClient.ConnectAsync(server.Uri, "typedws.v1.json, typedws.bearer.c2VjcmV0");
        await client.AssertAliveAsync();

        Assert.DoesNotContain("bearer", client.Handshake.Head, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Logs.Entries, entry => entry.Message.Contains("c2VjcmV0", StringComparison.Ordinal));
    }
}
