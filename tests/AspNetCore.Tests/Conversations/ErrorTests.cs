namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>Declared errors and time-outs over a real server, through generated code.</summary>
public sealed class ErrorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Handler_ThrowsADeclaredError_ComesOutOfTheCall(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);

        RemoteException<SoldOut> soldOut = await Assert.ThrowsAsync<RemoteException<SoldOut>>(async () => await client.ReserveAsync("Hamlet", 2, Cancellation));
        RemoteException<Closed> closed = await Assert.ThrowsAsync<RemoteException<Closed>>(async () => await client.ReserveAsync("Hamlet", 0, Cancellation));

        Assert.Equal((101, "Hamlet is sold out.", "Hamlet"), (soldOut.Code, soldOut.Message, soldOut.Error.Show));
        Assert.Equal([new DateOnly(2026, 2, 1)], soldOut.Error.Others);
        Assert.Equal(102, closed.Code);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Request_NotAnsweredInTheContractsTime_FailsUnlessTheCallSaysOtherwise(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);

        ValueTask patient = client.StallAsync(new Stall(), Timeout.InfiniteTimeSpan, Cancellation);
        RequestTimeoutException ofContract = await Assert.ThrowsAsync<RequestTimeoutException>(async () => await client.StallAsync(Cancellation));
        RequestTimeoutException ofCall = await Assert.ThrowsAsync<RequestTimeoutException>(async () => await client.StallAsync(new Stall(), TimeSpan.FromMilliseconds(200), Cancellation));

        Assert.Equal((100, 200), (ofContract.RequestTimeout.TotalMilliseconds, ofCall.RequestTimeout.TotalMilliseconds));
        Assert.False(patient.IsCompleted);
        await client.CloseAsync(cancellationToken: Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(async () => await patient);
    }
}
