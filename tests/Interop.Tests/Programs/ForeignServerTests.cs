using System.Text;
using MessagePack;

namespace TypedWs.Interop.Tests.Programs;

/// <summary>Servers of our client in other languages, with libraries that are not ours.</summary>
public sealed class ForeignServerTests(NodePackages node, Python python) : IClassFixture<NodePackages>, IClassFixture<Python>
{
    private readonly LabProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VscodeJsonRpc_WholeConversation_Works()
    {
        node.SkipIfMissing();
        await using ServingProgram program = await ServingProgram.StartAsync("node", ["vscode-server.js"], NodePackages.Folder);

        await AssertConversationAsync(program, WireFormat.Json);
    }

    [Fact]
    public async Task Neovim_WholeConversation_Works()
    {
        node.SkipIfMissing();
        await using ServingProgram program = await ServingProgram.StartAsync("node", ["neovim-server.js"], NodePackages.Folder);

        await AssertConversationAsync(program, WireFormat.MessagePack);
    }

    [Fact]
    public async Task Python_WholeConversation_Works()
    {
        await using ServingProgram program = await ServingProgram.StartAsync(python.Program, ["messagepack_server.py"], Python.Folder);

        await AssertConversationAsync(program, WireFormat.MessagePack);
    }

    private async Task AssertConversationAsync(ServingProgram program, WireFormat format)
    {
        var options = new TypedWsClientOptions { Uri = new Uri($"ws://127.0.0.1:{program.FirstLine}/"), Format = format };
        await using var client = new LabClient(options, new LabClientHandler(_probe));
        await client.ConnectAsync(Cancellation);

        await AssertCallsAsync(client);
        await AssertErrorsAsync(client);
        await AssertCancellationAsync(client);
    }

    private async Task AssertCallsAsync(LabClient client)
    {
        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
        Assert.Equal(19, await client.SubtractBackAsync(42, 23, Cancellation));
        await client.SendNoteAsync("héllo 👋", Cancellation);
        Assert.Equal("heard héllo 👋", await _probe.Notes.Soon());
        await client.SendNoteBackAsync("back", Cancellation);
        Assert.Equal("back", await _probe.Notes.Soon());
    }

    private static async Task AssertErrorsAsync(LabClient client)
    {
        var there = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(1234, "it is broken", "in the middle", Cancellation));
        var back = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailBackAsync(1234, "it is broken", "in the middle", Cancellation));
        var unknown = await Assert.ThrowsAsync<RemoteException>(async () => await client.NowhereAsync(Cancellation));

        Assert.Equal((1234, "it is broken"), (there.Code, there.Message));
        Assert.Equal("""{"detail":"in the middle"}""", there.DataFormat == WireFormat.Json
            ? Encoding.UTF8.GetString(there.RawData.Span)
            : MessagePackSerializer.ConvertToJson(there.RawData, cancellationToken: Cancellation));
        Assert.Equal((1234, "it is broken"), (back.Code, back.Message));
        Assert.Equal(ErrorCodes.MethodNotFound, unknown.Code);
    }

    private async Task AssertCancellationAsync(LabClient client)
    {
        using var there = new CancellationTokenSource();
        Task waiting = client.WaitAsync(there.Token).AsTask();
        Assert.Equal("waits", await _probe.Notes.Soon());
        await there.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        Assert.Equal("cancelled", await _probe.Notes.Soon());

        using var back = new CancellationTokenSource();
        waiting = client.WaitBackAsync(back.Token).AsTask();
        Assert.Equal("waits", await _probe.Waits.Soon());
        await back.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        Assert.Equal("cancelled", await _probe.Waits.Soon());
        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
    }
}
