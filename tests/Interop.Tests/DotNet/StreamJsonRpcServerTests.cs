using System.Text;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>StreamJsonRpc as the server of our client: calls both ways, errors and cancellation.</summary>
public sealed class StreamJsonRpcServerTests
{
    private readonly LabProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<JsonLibrary> Libraries => new(Enum.GetValues<JsonLibrary>());

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Request_BothWays_IsAnswered(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
        Assert.Equal(19, await client.SubtractBackAsync(42, 23, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Send_BothWays_Arrives(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        await client.SendNoteAsync("héllo 👋", Cancellation);
        await client.SendNoteBackAsync("back", Cancellation);

        Assert.Equal("héllo 👋", await server.Probe.Notes.Soon());
        Assert.Equal("back", await _probe.Notes.Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Request_Fails_CodeMessageAndDataArrive(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        var there = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(1234, "it is broken", "in the middle", Cancellation));
        var back = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailBackAsync(1234, "it is broken", "in the middle", Cancellation));

        Assert.All([there, back], static error =>
        {
            Assert.Equal((1234, "it is broken"), (error.Code, error.Message));
            Assert.Equal("""{"detail":"in the middle"}""", Encoding.UTF8.GetString(error.RawData.Span));
        });
    }

    /// <summary>StreamJsonRpc answers with its own code, and with the exception as data, where a method throws something else.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Request_MethodThrows_IsARemoteException(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        var error = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(0, "it is broken", "", Cancellation));

        Assert.Equal((-32000, "it is broken"), (error.Code, error.Message));
        Assert.Contains("InvalidOperationException", Encoding.UTF8.GetString(error.RawData.Span), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Request_NoSuchMethod_IsRefused(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        var error = await Assert.ThrowsAsync<RemoteException>(async () => await client.NowhereAsync(Cancellation));

        Assert.Equal(ErrorCodes.MethodNotFound, error.Code);
    }

    [Theory]
    [InlineData(JsonLibrary.Newtonsoft, false)]
    [InlineData(JsonLibrary.SystemTextJson, false)]
    [InlineData(JsonLibrary.Newtonsoft, true)]
    [InlineData(JsonLibrary.SystemTextJson, true)]
    public async Task Request_Cancelled_CancelsTheHandlerWhereverItWaits(JsonLibrary library, bool goesBack)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));
        LabProbe waiting = goesBack ? _probe : server.Probe;
        using var cancellation = new CancellationTokenSource();

        Func<CancellationToken, ValueTask> request = goesBack ? client.WaitBackAsync : client.WaitAsync;

        Task call = request(cancellation.Token).AsTask();
        Assert.Equal("waits", await waiting.Waits.Soon());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("cancelled", await waiting.Waits.Soon());
        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
    }
}
