using System.Text.Json;
using StreamJsonRpc;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>StreamJsonRpc as the client of our server: calls both ways, errors and cancellation.</summary>
public sealed class StreamJsonRpcClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<JsonLibrary> Libraries => new(Enum.GetValues<JsonLibrary>());

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Invoke_PositionalAndNamed_AreAnswered(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("lab.subtract", 42, 23).Soon());
        Assert.Equal(-19, await client.Rpc.InvokeAsync<int>("lab.subtract", 23, 42).Soon());
        Assert.Equal(19, await client.Rpc.InvokeWithParameterObjectAsync<int>("lab.subtract", new { subtrahend = 23, minuend = 42 }, Cancellation).Soon());
        Assert.Equal(19, await client.Rpc.InvokeWithParameterObjectAsync<int>("lab.subtract", new Subtract(42, 23), Cancellation).Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Notify_BothWays_Arrives(JsonLibrary library)
    {
        var heard = new LabProbe();
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, heard);

        await client.Rpc.NotifyAsync("lab.note", "héllo 👋");
        await client.Rpc.NotifyWithParameterObjectAsync("lab.note", new { text = "named" });
        await client.Rpc.NotifyAsync("lab.noteBack", "back");

        Assert.Equal("héllo 👋", await server.Probe.Notes.Soon());
        Assert.Equal("named", await server.Probe.Notes.Soon());
        Assert.Equal("back", await heard.Notes.Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Invoke_ServerAsksBack_IsAnsweredThroughBoth(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("lab.subtractBack", 42, 23).Soon());
    }

    [Theory]
    [InlineData(JsonLibrary.Newtonsoft, "lab.fail")]
    [InlineData(JsonLibrary.SystemTextJson, "lab.fail")]
    [InlineData(JsonLibrary.Newtonsoft, "lab.failBack")]
    [InlineData(JsonLibrary.SystemTextJson, "lab.failBack")]
    public async Task Invoke_Fails_CodeMessageAndDataArrive(JsonLibrary library, string method)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        var error = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => client.Rpc.InvokeWithParameterObjectAsync(method, new Fail(1234, "it is broken", "in the middle"), Cancellation).Soon());

        Assert.Equal((1234, "it is broken"), (error.ErrorCode, error.Message));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"detail":"in the middle"}"""), JsonElement.Parse(error.ErrorData!.ToString()!)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Invoke_Wrong_IsRefused(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        var unknown = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(() => client.Rpc.InvokeAsync("lab.none").Soon());
        var invalid = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(() => client.Rpc.InvokeAsync("lab.subtract", "x", 23).Soon());

        Assert.Equal(ErrorCodes.MethodNotFound, (int?)unknown.ErrorCode);
        Assert.Equal(ErrorCodes.InvalidParams, (int?)invalid.ErrorCode);
        Assert.Contains("params.minuend", invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JsonLibrary.Newtonsoft, "lab.wait")]
    [InlineData(JsonLibrary.SystemTextJson, "lab.wait")]
    [InlineData(JsonLibrary.Newtonsoft, "lab.waitBack")]
    [InlineData(JsonLibrary.SystemTextJson, "lab.waitBack")]
    public async Task Invoke_Cancelled_CancelsTheHandlerWhereverItWaits(JsonLibrary library, string method)
    {
        var client = new LabProbe();
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection connection = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, client);
        LabProbe waiting = method == "lab.wait" ? server.Probe : client;
        using var cancellation = new CancellationTokenSource();

        Task call = connection.Rpc.InvokeWithCancellationAsync(method, [], cancellation.Token);
        Assert.Equal("waits", await waiting.Waits.Soon());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("cancelled", await waiting.Waits.Soon());
        Assert.Equal(19, await connection.Rpc.InvokeAsync<int>("lab.subtract", 42, 23).Soon());
    }
}
