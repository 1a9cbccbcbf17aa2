using System.Text.Json;

namespace TypedWs.EndToEnd.Tests.Foreign;

/// <summary>Clients without our SDK: Node with <c>ws</c> in JSON-RPC, and with <c>@msgpack/msgpack</c> in MessagePack-RPC.</summary>
public sealed class NodeClientTests(ChatServerProcess server, NodePackages node) : IClassFixture<ChatServerProcess>, IClassFixture<NodePackages>
{
    [Theory]
    [InlineData("json", "typedws.v1.json")]
    [InlineData("msgpack", "typedws.v1.msgpack")]
    public async Task NodeClient_WholeConversation_SeesWhatTheWireFormatSays(string format, string subprotocol)
    {
        JsonElement seen = await RunAsync(format, room: format);

        Assert.Equal(subprotocol, seen.GetProperty("subprotocol").GetString());
        Assert.Equal("""["node"]""", seen.GetProperty("members").GetRawText());
        JsonElement said = seen.GetProperty("said");
        Assert.Equal(format, said.GetProperty("room").GetString());
        Assert.Equal("node", said.GetProperty("user").GetString());
        Assert.Equal("héllo 👋", said.GetProperty("text").GetString());
        Assert.Equal(DateTimeOffset.UtcNow, said.GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
        Assert.Equal("""[{"user":"node","note":"in node"}]""", seen.GetProperty("attendance").GetRawText());
        Assert.Equal(-32601, seen.GetProperty("unknown").GetInt32());
        Assert.Equal(-32602, seen.GetProperty("invalid").GetProperty("code").GetInt32());
        Assert.Contains("room", seen.GetProperty("invalid").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("acknowledged").ValueKind);
        Assert.Equal(1000, seen.GetProperty("closed").GetInt32());
    }

    private async Task<JsonElement> RunAsync(string format, string room)
    {
        ProgramRun run = await node.RunAsync("chat.js", format, server.Uri.ToString(), room, await server.LogInAsync("node"));
        return JsonElement.Parse(run.Succeeded().Output);
    }
}
