using System.Text.Json;
using System.Text.Json.Nodes;
using TypedWs.CompilerServices;

namespace TypedWs.Tests.Peers.Specifications;

/// <summary>
/// Every example of JSON-RPC 2.0, section 7, word for word, against generated handlers. The texts of errors are ours; codes, ids and everything else are compared.
/// </summary>
public sealed class JsonRpcSpecificationTests : PeerTest
{
    private readonly List<string> _notified = [];

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""", """{"jsonrpc": "2.0", "result": 19, "id": 1}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""", """{"jsonrpc": "2.0", "result": -19, "id": 2}""")]
    public Task PositionalParameters(string sent, string expected) => AssertAnswerAsync(sent, expected);

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""", """{"jsonrpc": "2.0", "result": 19, "id": 3}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""", """{"jsonrpc": "2.0", "result": 19, "id": 4}""")]
    public Task NamedParameters(string sent, string expected) => AssertAnswerAsync(sent, expected);

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""", "update 1,2,3,4,5")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar"}""", null)]
    public async Task Notification(string sent, string? notified)
    {
        RawSide raw = CreateSpecified();

        await raw.SendAsync(sent);

        await raw.AssertNothingMoreAsync();
        Assert.Equal(notified is null ? [] : [notified], _notified);
    }

    [Fact]
    public Task NonExistentMethod() => AssertAnswerAsync(
        """{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""",
        """{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}""");

    [Fact]
    public Task InvalidJson() => AssertAnswerAsync(
        """{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""",
        """{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}""");

    [Fact]
    public Task InvalidRequestObject() => AssertAnswerAsync(
        """{"jsonrpc": "2.0", "method": 1, "params": "bar"}""",
        """{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""");

    [Fact]
    public Task BatchOfInvalidJson() => AssertAnswerAsync(
        """
        [
          {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
          {"jsonrpc": "2.0", "method"
        ]
        """,
        """{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}""");

    [Fact]
    public Task EmptyBatch() => AssertAnswerAsync(
        "[]",
        """{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""");

    [Theory]
    [InlineData("[1]", 1)]
    [InlineData("[1,2,3]", 3)]
    public Task InvalidBatchThatIsNotEmpty(string sent, int errors) => AssertAnswerAsync(
        sent,
        $"[{string.Join(',', Enumerable.Repeat("""{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""", errors))}]");

    [Fact]
    public async Task Batch()
    {
        await AssertAnswerAsync(
            """
            [
              {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
              {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
              {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
              {"foo": "boo"},
              {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
              {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
            ]
            """,
            """
            [
              {"jsonrpc": "2.0", "result": 7, "id": "1"},
              {"jsonrpc": "2.0", "result": 19, "id": "2"},
              {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
              {"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "5"},
              {"jsonrpc": "2.0", "result": ["hello", 5], "id": "9"}
            ]
            """);
        Assert.Equal(["notify_hello 7"], _notified);
    }

    [Fact]
    public async Task BatchOfNotifications()
    {
        RawSide raw = CreateSpecified();

        await raw.SendAsync(
            """
            [
              {"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
              {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}
            ]
            """);

        await raw.AssertNothingMoreAsync();
        Assert.Equal(["notify_hello 7"], _notified);
    }

    private async Task AssertAnswerAsync(string sent, string expected)
    {
        RawSide raw = CreateSpecified();

        await raw.SendAsync(sent);

        string answer = await raw.NextTextAsync();
        Assert.True(JsonNode.DeepEquals(WithoutTexts(expected), WithoutTexts(answer)), answer);
        await raw.AssertNothingMoreAsync();
    }

    private RawSide CreateSpecified()
    {
        var methods = new SpecificationClient(new TypedWsClientOptions { Uri = new Uri("ws://unused") });
        methods.OnSubtract(static (message, _) => new(message.Minuend - message.Subtrahend));
        methods.OnSum(static (message, _) => new(message.First + message.Second + message.Third));
        methods.OnGetData(static (_, _) => new([JsonElement.Parse("\"hello\""), JsonElement.Parse("5")]));
        methods.OnUpdate((message, _) => Note($"update {message.First},{message.Second},{message.Third},{message.Fourth},{message.Fifth}"));
        methods.OnNotifyHello((message, _) => Note($"notify_hello {message.Number}"));
        return CreateRaw(others: new MethodBinding<SpecificationClient>(SpecificationClientMethods.Instance, methods)).Raw;
    }

    private ValueTask Note(string what)
    {
        _notified.Add(what);
        return default;
    }

    /// <summary>An answer, or several, with the texts of its errors checked to be there and blanked.</summary>
    private static JsonNode WithoutTexts(string json)
    {
        JsonNode answer = JsonNode.Parse(json)!;
        foreach (JsonObject error in (answer as IEnumerable<JsonNode?> ?? [answer]).Select(static one => one!["error"]).OfType<JsonObject>())
        {
            Assert.NotEmpty((string)error["message"]!);
            error["message"] = "";
        }

        return answer;
    }
}
