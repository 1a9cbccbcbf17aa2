using System.Net.Sockets;
using TypedWs.AspNetCore.Tests.Hostile;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>Sockets are the process's: nothing else may run meanwhile.</summary>
[Collection(nameof(HostileClientTests))]
public sealed class SocketLeakTests : IOnDirectSockets
{
    private const int Connections = 1000;
    private const string Descriptors = "/proc/self/fd";

    [Fact]
    public async Task Connections_EndedInEveryWay_LeaveNoSocket()
    {
        Assert.SkipUnless(Directory.Exists(Descriptors), "This system does not list the sockets of a process.");
        int before = CountSockets();
        await using (LabServer server = await LabServer.StartAsync())
        {
            for (int i = 0; i < Connections; i++)
                await ConnectAndEndAsync(server, i);
            for (int i = 0; i < Connections; i++)
                await server.Probe.Disconnected.Soon();
            await server.StopAsync().Soon();
        }

        Assert.Equal(before, CountSockets());
    }

    private static async Task ConnectAndEndAsync(LabServer server, int number)
    {
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();
        switch (number % 5)
        {
            case 0:
                await client.SendAsync(RawClient.Close, [0x03, 0xe8]);
                await client.ReadToEndAsync();
                break;
            case 1:
                client.Handshake.Stream.Socket.Close(0);
                break;
            case 2:
                client.Handshake.Stream.Socket.Shutdown(SocketShutdown.Send);
                await client.ReadToEndAsync();
                break;
            case 3:
                session.Abort();
                await client.ReadToEndAsync();
                break;
            default:
                _ = session.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
                await client.SendAsync(RawClient.Close, (await client.ReceiveAsync()).Payload);
                await client.ReadToEndAsync();
                break;
        }
    }

    private static int CountSockets()
        => Directory.EnumerateFiles(Descriptors).Count(static descriptor => new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
