using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Closing;

[Trait("Category", "Concurrency")]
public sealed class WsConnectionEndRaceTests
{
    /// <summary>Ends two busy connections at ever other instants, in every pair of ways: both must end, and say so once.</summary>
    [Theory]
    [InlineData("close", "close")]
    [InlineData("close", "abort")]
    [InlineData("close", "nothing")]
    [InlineData("abort", "close")]
    [InlineData("abort", "nothing")]
    [InlineData("dispose", "dispose")]
    [InlineData("nothing", "dispose")]
    [InlineData("nothing", "close")]
    public async Task End_AtAnyInstant_BothSidesEndOnce(string clientEnd, string serverEnd)
    {
        for (int instant = 0; instant < 30; instant++)
        {
            (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair(capacity: 4096);
            var options = new WsConnectionOptions { SendHighWaterMark = 512, CloseTimeout = TimeSpan.FromMilliseconds(500) };
            var client = new WsConnection(near, WsRole.Client, options);
            var server = new WsConnection(far, WsRole.Server, options);
            var clientReceiver = new RecordingReceiver();
            var serverReceiver = new RecordingReceiver();
            client.Start(clientReceiver);
            server.Start(serverReceiver);
            Task[] senders = [SendUntilClosedAsync(client), SendUntilClosedAsync(server)];
            while (serverReceiver.Count < instant * 10)
                await Task.Yield();

            await Task.WhenAll(EndAsync(client, clientEnd), EndAsync(server, serverEnd));
            await Task.WhenAll(client.Completion, server.Completion);
            await Task.WhenAll(senders);

            Assert.Equal(1, clientReceiver.ClosedCalls);
            Assert.Equal(1, serverReceiver.ClosedCalls);
            Assert.True(near.IsDisposed);
            Assert.True(far.IsDisposed);
        }
    }

    private static Task EndAsync(WsConnection connection, string how) => Task.Run(async () =>
    {
        switch (how)
        {
            case "close":
                await connection.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
                break;
            case "abort":
                connection.Abort("enough");
                break;
            case "dispose":
                await connection.DisposeAsync();
                break;
        }
    });

    private static async Task SendUntilClosedAsync(WsConnection connection)
    {
        await Task.Yield();
        try
        {
            while (true)
                await connection.SendAsync(WsMessageType.Binary, new byte[50], TestContext.Current.CancellationToken);
        }
        catch (WsClosedException)
        {
            // How a sender learns of the end.
        }
    }
}
