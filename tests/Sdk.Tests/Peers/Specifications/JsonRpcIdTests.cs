using System.Text.Json;

namespace TypedWs.Tests.Peers.Specifications;

/// <summary>JSON-RPC 2.0, sections 4 and 5: an answer carries the id of its request, a string, a number or null, as it came.</summary>
public sealed class JsonRpcIdTests : PeerTest
{
    public static TheoryData<string> Ids => new(
        "null",
        "0",
        "-0",
        "1",
        "-1",
        "1.5",
        "1.0",
        "-0.25",
        "1e2",
        "1E+2",
        "12.5e-3",
        "1e400",
        "4294967295",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551616",
        "123456789012345678901234567890123456789012345678901234567890",
        "\"\"",
        "\"1\"",
        "\"null\"",
        "\"6f1c2b9e-0d5a-4a53-9f07-2d0f4c2f7a11\"",
        "\"\\u0000 \\\" \\\\ \\/ \\ud83d\\udc4b é\"");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Receive_RequestWithAnId_EchoesItAsItCame(string id)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"t.ask","params":{"text":"first"}}""");
        AssertId(id, await raw.NextTextAsync(), "result");
        await raw.SendAsync($$$""" { "method" : "t.ask" , "params" : [ "last" ] , "id" : {{{id}}} , "jsonrpc" : "2.0" } """);
        AssertId(id, await raw.NextTextAsync(), "result");
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"t.none"}""");
        AssertId(id, await raw.NextTextAsync(), "error");
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":5}""");
        AssertId(id, await raw.NextTextAsync(), "error");
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Receive_CancelWithTheSameId_CancelsTheRequest(string id)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Save = static (_, token) => new(Task.Delay(Timeout.Infinite, token));
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"t.save","params":["it"]}""");

        await raw.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""");

        string answer = await raw.NextTextAsync();
        AssertId(id, answer, "error");
        Assert.Equal(ErrorCodes.Cancelled, JsonElement.Parse(answer).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("""{"id":1}""")]
    public async Task Receive_RequestWhoseIdIsNoId_IsAnsweredWithNull(string id)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"t.ask","params":["x"]}""");

        string answer = await raw.NextTextAsync();
        AssertId("null", answer, "error");
        Assert.Equal(ErrorCodes.InvalidRequest, JsonElement.Parse(answer).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Receive_BatchWhoseAnswersComeLate_HasEachUnderItsId()
    {
        (Side side, RawSide raw) = CreateRaw();
        string[] ids = [.. Ids.Select(static row => row.Data)];
        TaskCompletionSource<Answer>[] answers = [.. ids.Select(static _ => new TaskCompletionSource<Answer>())];
        side.Handlers.Ask = (ask, _) => ask.Text == "fence" ? new(new Answer(ask.Text)) : new(answers[int.Parse(ask.Text, null)].Task);

        await raw.SendAsync($"[{string.Join(',', ids.Select(static (id, index) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"t.ask","params":["{{index}}"]}"""))}]");
        await raw.AssertNothingMoreAsync();
        for (int index = answers.Length - 1; index >= 0; index--)
            answers[index].SetResult(new Answer($"answer {index}"));

        JsonElement all = JsonElement.Parse(await raw.NextTextAsync());
        Assert.Equal(ids.Length, all.GetArrayLength());
        for (int index = 0; index < ids.Length; index++)
        {
            JsonElement answer = all.EnumerateArray().Single(one => one.GetProperty("result").GetProperty("text").ValueEquals($"answer {index}"));
            AssertId(ids[index], answer.GetRawText(), "result");
        }

        await raw.AssertNothingMoreAsync();
    }

    /// <summary>Numbers must come back digit by digit; a string may be escaped in another way.</summary>
    private static void AssertId(string expected, string answer, string member)
    {
        JsonElement message = JsonElement.Parse(answer);
        Assert.True(message.TryGetProperty(member, out _), answer);
        JsonElement id = message.GetProperty("id");
        if (id.ValueKind == JsonValueKind.String)
            Assert.Equal(JsonElement.Parse(expected).GetString(), id.GetString());
        else
            Assert.Equal(expected, id.GetRawText());
    }
}
