using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class ContractTests
{
    private static readonly string Ours = ContractHeader.Format(LabProtocol.Descriptor);

    [Theory]
    [InlineData("lab/3")]
    [InlineData("lab/1; fingerprint=00")]
    [InlineData("chat/2")]
    public async Task Contract_OtherNameOrVersion_Closes4406AndNamesBoth(string asked)
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["TypedWs-Contract"] = asked;

        RawFrame close = await CloseOfAsync(server.Uri, headers);

        Assert.Equal(4406, close.CloseCode);
        Assert.Contains("lab/2", close.CloseReason, StringComparison.Ordinal);
        Assert.Contains(asked.Split(';')[0], close.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract_OtherVersionInTheQuery_Closes4406()
    {
        await using LabServer server = await LabServer.StartAsync();

        RawFrame close = await CloseOfAsync(new Uri(server.Uri, "/lab?contract=lab/1"), RawHandshake.Headers());

        Assert.Equal(4406, close.CloseCode);
        Assert.Equal(0, server.Sessions.Count);
    }

    [Fact]
    public async Task Contract_VeryLongName_IsCutToACloseReason()
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["TypedWs-Contract"] = new string('x', 1000) + "/1";

        RawFrame close = await CloseOfAsync(server.Uri, headers);

        Assert.Equal(4406, close.CloseCode);
        Assert.Equal(123, close.CloseReason.Length);
    }

    [Theory]
    [InlineData("lab/2")]
    [InlineData("chat/1, lab/2; fingerprint=00")]
    public async Task Contract_SameNameAndVersion_IsAnsweredWithOurs(string asked)
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["TypedWs-Contract"] = asked;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(101, answer.Status);
        Assert.Equal(Ours, answer.Header("TypedWs-Contract"));
    }

    [Theory]
    [InlineData("lab/2; fingerprint=00", true)]
    [InlineData("lab/2", false)]
    public async Task Contract_OtherFingerprint_IsLogged(string asked, bool logged)
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["TypedWs-Contract"] = asked;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(logged, server.Logs.Entries.Any(entry => entry.EventId.Id == 323));
    }

    private static async Task<RawFrame> CloseOfAsync(Uri uri, Dictionary<string, string> headers)
    {
        await using RawClient client = RawClient.Over(await RawHandshake.SendAsync(uri, headers));
        RawFrame frame = await client.ReceiveAsync();
        Assert.Equal(RawClient.Close, frame.Opcode);
        await client.SendAsync(RawClient.Close, frame.Payload);
        await client.ReadToEndAsync();
        return frame;
    }
}
