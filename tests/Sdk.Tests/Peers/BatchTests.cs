using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>JSON-RPC 2.0, section 6; the cases are those of section 7.</summary>
public sealed class BatchTests : PeerTest
{
    private const string NoHandler = "No handler for \\u0022foo.get\\u0022 here.";

    [Theory]
    [InlineData("[1,", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The text is not valid JSON, or is nested too deeply."}}""")]
    [InlineData("[]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"A batch must not be empty."}}""")]
    [InlineData("[1]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Expected a JSON-RPC 2.0 object."}}]""")]
    [InlineData("[[]]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"A batch must not be empty."}}]""")]
    [InlineData("[[1]]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"A batch must not contain a batch."}}]""")]
    public async Task Receive_BatchThatIsWrong_IsAnsweredAsTheSpecificationSays(string batch, string answer)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(batch);

        Assert.Equal(answer, await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Receive_MixedBatch_IsAnsweredWithOneArray()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(
            """
            [
              {"jsonrpc": "2.0", "method": "t.ask", "params": ["1"], "id": "1"},
              {"jsonrpc": "2.0", "method": "t.note", "params": ["7"]},
              {"foo": "boo"},
              {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
              {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 1}, "id": "8"},
              {"jsonrpc": "2.0", "id": 3, "result": 5},
              {"jsonrpc": "2.0", "method": "t.ask", "id": "9"}
            ]
            """);

        Assert.Equal(
            """[{"jsonrpc":"2.0","id":"1","result":{"text":"1"}},"""
            + """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"jsonrpc must be \u00222.0\u0022."}},"""
            + $$$"""{"jsonrpc":"2.0","id":"5","error":{"code":-32601,"message":"{{{NoHandler}}}"}},"""
            + """{"jsonrpc":"2.0","id":"8","result":null},"""
            + """{"jsonrpc":"2.0","id":"9","error":{"code":-32602,"message":"params.text: required, but missing"}}]""",
            await raw.NextTextAsync());
    }

    [Fact]
    public async Task Receive_BatchOfOneWayMessages_IsNotAnswered()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""[{"jsonrpc":"2.0","method":"t.note","params":["1"]},{"jsonrpc":"2.0","method":"foo"}]""");

        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Receive_BatchWithSlowHandlers_IsAnsweredWhenTheLastIsDone()
    {
        (Side side, RawSide raw) = CreateRaw();
        var first = new TaskCompletionSource<Answer>();
        var saved = new TaskCompletionSource();
        side.Handlers.Ask = (ask, _) => ask.Text == "slow" ? new(first.Task) : new(new Answer(ask.Text));
        side.Handlers.Save = async (_, _) => await saved;

        await raw.SendAsync(
            """[{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["slow"]},{"jsonrpc":"2.0","id":2,"method":"t.save","params":["it"]},{"jsonrpc":"2.0","id":3,"method":"t.ask","params":["fast"]}]""");
        await raw.AssertNothingMoreAsync();
        saved.SetResult();
        await raw.AssertNothingMoreAsync();
        first.SetResult(new Answer("late"));

        string answer = await raw.NextTextAsync();
        Assert.StartsWith("""[{"jsonrpc":"2.0","id":3,"result":{"text":"fast"}},""", answer, StringComparison.Ordinal);
        Assert.Contains("""{"jsonrpc":"2.0","id":2,"result":null}""", answer, StringComparison.Ordinal);
        Assert.EndsWith(""",{"jsonrpc":"2.0","id":1,"result":{"text":"late"}}]""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_BatchOfAnswers_CompletesTheCalls()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> one = side.AskAsync("1").AsTask();
        Task<Answer> two = side.AskAsync("2").AsTask();

        await raw.SendAsync("""[{"jsonrpc":"2.0","id":1,"result":{"text":"two"}},{"jsonrpc":"2.0","id":0,"error":{"code":5,"message":"one"}}]""");

        Assert.Equal("two", (await two.Limited()).Text);
        Assert.Equal(5, (await Assert.ThrowsAsync<RemoteException>(() => one.Limited())).Code);
    }

    [Fact]
    public async Task Receive_BatchWhoseAnswersDoNotFit_EndsTheConversationBeforeAllOfIt()
    {
        (Side side, RawSide raw) = CreateRaw(connection: SmallBuffer());
        int asked = 0;
        side.Handlers.Ask = (ask, _) =>
        {
            asked++;
            return new(new Answer(ask.Text));
        };

        await raw.SendAsync("[" + string.Join(',', Enumerable.Repeat("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["x"]}""", 1000)) + "]");

        Assert.Contains("SendHardLimit", (await side.Peer.Completion.Limited()).Reason, StringComparison.Ordinal);
        Assert.InRange(asked, 1, 200);
    }

    [Fact]
    public async Task Receive_ManyBatchesThatWait_AreBoundedTogether()
    {
        (Side side, RawSide raw) = CreateRaw(connection: SmallBuffer());
        var never = new TaskCompletionSource<Answer>();
        side.Handlers.Ask = (ask, token) => ask.Text == "slow" ? new(never.Task.WaitAsync(token)) : new(new Answer(ask.Text == "large" ? new string('x', 900) : ask.Text));
        string batch = """[{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["slow"]},{"jsonrpc":"2.0","id":2,"method":"t.ask","params":["large"]}]""";

        for (int i = 0; i < 4; i++)
            await raw.SendAsync(batch);
        await raw.AssertNothingMoreAsync();
        await raw.SendAsync(batch);

        Assert.Contains("SendHardLimit", (await side.Peer.Completion.Limited()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_ManyBatchesOneAfterAnother_AreNotCountedTogether()
    {
        (_, RawSide raw) = CreateRaw(connection: SmallBuffer());

        for (int i = 0; i < 20; i++)
        {
            await raw.SendAsync($$$"""[{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["{{{new string('x', 900)}}}"]}]""");
            await raw.NextTextAsync();
        }
    }

    private static WsConnectionOptions SmallBuffer() => new() { SendHighWaterMark = 1000, SendHardLimit = 4096 };
}
