namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>What a client of another make may get wrong. After each wrong message, the connection still works.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.unknown"}""", -32601, "lab.unknown")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600, "")]
    [InlineData("""{"id":1,"params":{}}""", -32600, "")]
    [InlineData("""7""", -32600, "")]
    [InlineData("""[]""", -32600, "")]
    [InlineData("""{"jsonrpc":"2.0","id":1,""", -32700, "")]
    [InlineData("hello", -32700, "")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"times":2}}""", -32602, "text")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":7}}""", -32602, "text")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"a","times":"b"}}""", -32602, "times")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.echo"}""", -32602, "text")]
    public async Task Message_Wrong_IsAnsweredWithItsError(string message, int code, string named)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        RawFrame answer = await client.AskAsync(message);

        Assert.Equal(code, answer.ErrorCode);
        Assert.Contains(named, answer.ErrorMessage, StringComparison.Ordinal);
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task Handler_Throws_IsAnsweredWithoutDetails()
    {
        await using LabServer server = await LabServer.StartAsync();
        server.Logs.ExpectsErrors = true;
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        RawFrame answer = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"lab.fail"}""");

        Assert.Equal(-32603, answer.ErrorCode);
        Assert.DoesNotContain(LabHandler.Secret, answer.Text, StringComparison.Ordinal);
        Assert.Contains(server.Logs.Entries, entry => entry.Exception?.Message == LabHandler.Secret);
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task OneWay_Wrong_IsNeverAnswered()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendTextAsync("""{"jsonrpc":"2.0","method":"lab.unknown"}""");
        await client.SendTextAsync("""{"jsonrpc":"2.0","method":"lab.publish","params":{"group":1}}""");

        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task MessagePack_Malformed_IsAnsweredInMessagePack()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        await client.SendAsync(RawClient.Binary, [0xc1]);
        RawFrame answer = await client.ReceiveAsync();

        // [1, nil, error, nil]
        Assert.Equal((RawClient.Binary, 0x94, 0x01, 0xc0), (answer.Opcode, answer.Payload[0], answer.Payload[1], answer.Payload[2]));
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task Message_TooLarge_Closes1009WithTheLimit()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.MaxMessageSize = 1000);

        RawFrame close = await CloseAfterAsync(server, RawClient.Frame(0x80 | RawClient.Text, new byte[1001]));

        Assert.Equal(1009, close.CloseCode);
        Assert.Contains("1000", close.CloseReason.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_ReservedOpcode_Closes1002()
    {
        await using LabServer server = await LabServer.StartAsync();

        Assert.Equal(1002, (await CloseAfterAsync(server, RawClient.Frame(0x80 | 3, []))).CloseCode);
    }

    [Fact]
    public async Task Frame_Unmasked_Closes1002()
    {
        await using LabServer server = await LabServer.StartAsync();

        Assert.Equal(1002, (await CloseAfterAsync(server, [0x81, 1, (byte)'x'])).CloseCode);
    }

    [Fact]
    public async Task Text_NotUtf8_Closes1007()
    {
        await using LabServer server = await LabServer.StartAsync();

        Assert.Equal(1007, (await CloseAfterAsync(server, RawClient.Frame(0x80 | RawClient.Text, [0xff, 0xfe]))).CloseCode);
    }

    private static async Task<RawFrame> CloseAfterAsync(LabServer server, byte[] bytes)
    {
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await client.SendRawAsync(bytes);
        RawFrame close = await client.ReceiveAsync();
        Assert.Equal(RawClient.Close, close.Opcode);
        await client.SendAsync(RawClient.Close, close.Payload);
        await client.ReadToEndAsync();
        return close;
    }
}
