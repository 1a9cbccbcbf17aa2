using System.Text.Json;

namespace TypedWs.Interop.Tests.Programs;

/// <summary>Clients of our server in other languages, with libraries that are not ours. Each goes through the lab protocol and prints what it saw.</summary>
public sealed class ForeignClientTests(NodePackages node, Python python) : IClassFixture<NodePackages>, IClassFixture<Python>
{
    [Fact]
    public async Task VscodeJsonRpc_WholeConversation_SeesWhatTheSpecificationSays()
    {
        await using LabServer server = await LabServer.StartAsync();

        JsonElement seen = JsonElement.Parse((await node.RunAsync("vscode-client.js", server.Uri.ToString())).Succeeded().Output);

        await AssertCallsAsync(seen, server);
        Assert.Equal(19, seen.GetProperty("named").GetInt32());
        Assert.Equal("""{"code":1234,"message":"it is broken","data":{"detail":"in the middle"}}""", seen.GetProperty("failed").GetRawText());
        AssertAskedAndCancelled(seen, """{"code":1234,"message":"it is broken","data":{"detail":"in the middle"}}""");
    }

    /// <summary>This library's clients cannot be asked, and cannot cancel.</summary>
    [Fact]
    public async Task RpcWebsockets_WholeConversation_SeesWhatTheSpecificationSays()
    {
        await using LabServer server = await LabServer.StartAsync();

        JsonElement seen = JsonElement.Parse((await node.RunAsync("rpc-websockets-client.js", server.Uri.ToString())).Succeeded().Output);

        await AssertCallsAsync(seen, server);
        Assert.Equal(19, seen.GetProperty("named").GetInt32());
        Assert.Equal("""{"code":1234,"message":"it is broken","data":{"detail":"in the middle"}}""", seen.GetProperty("failed").GetRawText());
    }

    [Fact]
    public async Task Neovim_WholeConversation_SeesWhatMessagePackRpcSays()
    {
        await using LabServer server = await LabServer.StartAsync();

        await AssertMessagePackAsync((await node.RunAsync("neovim-client.js", server.Uri.ToString())).Succeeded(), server);
    }

    [Fact]
    public async Task Python_WholeConversation_SeesWhatMessagePackRpcSays()
    {
        await using LabServer server = await LabServer.StartAsync();

        await AssertMessagePackAsync((await ProgramRun.RunAsync(python.Program, ["messagepack_client.py", server.Uri.ToString()], Python.Folder)).Succeeded(), server);
    }

    private static async Task AssertMessagePackAsync(ProgramRun run, LabServer server)
    {
        JsonElement seen = JsonElement.Parse(run.Output);
        Assert.Equal("typedws.v1.msgpack", seen.GetProperty("subprotocol").GetString());
        await AssertCallsAsync(seen, server);
        Assert.Equal((1234, "it is broken"), (seen.GetProperty("failed").GetProperty("code").GetInt32(), seen.GetProperty("failed").GetProperty("message").GetString()));
        AssertAskedAndCancelled(seen, """{"code":1234,"message":"it is broken","data":["in the middle"]}""");
    }

    private static async Task AssertCallsAsync(JsonElement seen, LabServer server)
    {
        Assert.Equal(19, seen.GetProperty("positional").GetInt32());
        Assert.Equal(ErrorCodes.MethodNotFound, seen.GetProperty("unknown").GetInt32());
        Assert.Equal(ErrorCodes.InvalidParams, seen.GetProperty("invalid").GetInt32());
        Assert.Equal("back", seen.GetProperty("noted").GetString());
        Assert.Equal("héllo 👋", await server.Probe.Notes.Soon());
    }

    private static void AssertAskedAndCancelled(JsonElement seen, string failure)
    {
        Assert.Equal(19, seen.GetProperty("back").GetInt32());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(failure), seen.GetProperty("failedBack")), seen.GetProperty("failedBack").GetRawText());
        Assert.Equal(ErrorCodes.Cancelled, seen.GetProperty("cancelled").GetInt32());
        Assert.Equal(ErrorCodes.Cancelled, seen.GetProperty("cancelledBack").GetInt32());
    }
}
