namespace TypedWs.Tests.Peers;

/// <summary>What is answered to messages that are wrong; the connection lives on after each.</summary>
public sealed class ProtocolErrorTests : PeerTest
{
    [Theory]
    [InlineData("{", "null", -32700, "The text is not valid JSON, or is nested too deeply.")]
    [InlineData("5", "null", -32600, "Expected a JSON-RPC 2.0 object.")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":5}""", "3", -32600, "method must be a string.")]
    [InlineData("""{"jsonrpc":"1.0","id":3,"method":"t.ask"}""", "3", -32600, "jsonrpc must be \\u00222.0\\u0022.")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"t.none"}""", "3", -32601, "No handler for \\u0022t.none\\u0022 here.")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"$/unknown"}""", "3", -32601, "No handler for \\u0022$/unknown\\u0022 here.")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"t.ask"}""", "3", -32602, "params.text: required, but missing")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"method":"t.ask","params":{"text":"refused by the constructor"}}""", "3", -32602, "params: the contract refused the value with a ArgumentException")]
    public async Task Receive_Wrong_IsAnsweredAndTheConnectionLivesOn(string message, string id, int code, string error)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(message);

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"{{{error}}}"}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Receive_ParamsOfTheWrongType_NamesTheMember()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"t.ask","params":{"text":5}}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"params.text: """, await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Receive_MalformedBinary_IsAnsweredWithoutAnId()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(0x93);

        byte[] answer = await raw.NextBinaryAsync();
        Assert.Equal([0x94, 0x01, 0xc0, 0x93, 0xd1, 0x80, 0x44], answer[..7]); // [1, nil, [-32700, …
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1}{""", true)]
    [InlineData("""{"jsonrpc":"2.0","result":1}""", false)]
    [InlineData("""{"id":1,"result":1}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"result":1}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":-1,"result":1}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":4294967296,"result":1}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":"1","result":1}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"error":{}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""", false)]
    public async Task Receive_AnswerThatBelongsToNobody_IsDropped(string message, bool isAnswered)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(message);
        if (isAnswered)
            await raw.NextTextAsync();
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"t.none"}""", 202)]
    [InlineData("""{"jsonrpc":"2.0","method":"t.none","params":{}}""", 202)]
    [InlineData("""{"jsonrpc":"2.0","method":"t.note"}""", 203)]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[]}}""", 203)]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":5}}""", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":123456789012345678901234567890}}""", null)]
    public async Task Receive_OneWayThatIsWrong_IsOnlyLogged(string message, int? eventId)
    {
        (Side side, RawSide raw) = CreateRaw();

        await raw.SendAsync(message);

        await raw.AssertNothingMoreAsync();
        Assert.Equal(eventId is null ? [] : [eventId.Value], side.Log.Entries.Where(static e => e.EventId.Id is >= 200 and < 250).Select(static e => e.EventId.Id));
    }

    [Fact]
    public async Task Receive_UnknownNameOfALongMessage_IsShortened()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":3,"method":"{{new string('x', 100_000)}}"}""");

        Assert.True((await raw.NextTextAsync()).Length < 300);
    }

    [Fact]
    public async Task Receive_CancelWithAnId_IsAcknowledged()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"$/cancelRequest","params":{"id":5}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":null}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Receive_OneWayMethodWithAnId_IsAcknowledgedWhenHandled()
    {
        (Side side, RawSide raw) = CreateRaw();
        var leave = new TaskCompletionSource();
        side.Handlers.Note = async (_, _) => await leave;

        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"t.note","params":{"text":"a"}}""");
        await raw.AssertNothingMoreAsync();
        leave.SetResult();

        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":null}""", await raw.NextTextAsync());
    }
}
