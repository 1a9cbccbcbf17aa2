using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedWs.AspNetCore.Tests.Hosting;

public class ShutdownTests
{
    [Fact]
    public async Task Shutdown_OpenSessions_AreClosed1001()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient typed = await server.ConnectAsync(WireFormat.MessagePack);
        await using RawClient raw = await RawClient.ConnectAsync(server.Uri);

        Task stopping = server.StopAsync();
        RawFrame goAway = await raw.ReceiveAsync();
        RawFrame close = await raw.ReceiveAsync();
        await raw.SendAsync(RawClient.Close, close.Payload);
        await raw.ReadToEndAsync();

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/session.goaway","params":{"reason":"the server is shutting down"}}""", goAway.Text);
        Assert.Equal((RawClient.Close, 1001), (close.Opcode, close.CloseCode));
        Assert.Equal(1001, (int)(await typed.Completion.Soon()).Code);
        await stopping.Soon();
        Assert.Equal(0, server.Sessions.Count);
    }

    [Fact]
    public async Task Shutdown_ClientThatNeverAnswers_IsAbortedAtTheHostsTimeout()
    {
        await using LabServer server = await LabServer.StartAsync(
            options => options.Connection.CloseTimeout = TimeSpan.FromMinutes(10),
            builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(300)));
        await using RawClient raw = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        server.BeginStopping();

        Assert.False((await server.Probe.Disconnected.Soon()).Clean);
        await raw.ReadToEndAsync();
    }
}
