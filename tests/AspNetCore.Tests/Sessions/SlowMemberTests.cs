using System.Threading.Channels;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class SlowMemberTests
{
    // More than the buffers of two sockets and a pipe hold, all in all.
    private const int MostMessages = 2_000;

    // Room for a few messages: the fast member may have read one before the server has noticed that it is written.
    private const int HighWaterMark = 256 * 1024;

    private static readonly string Large = new('x', 64 * 1024);

    [Fact]
    public async Task Audience_MemberThatDoesNotRead_IsDisconnectedAndTheOthersGetEverything()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.SendHighWaterMark = HighWaterMark);
        var received = Channel.CreateUnbounded<string>();
        await using RawClient slow = await RawClient.ConnectAsync(server.Uri);
        await using LabClient fast = await ListenAsync(server, received);
        await WhenConnectedAsync(server, 2);

        int sent = await PublishUntilAsync(server, received, () => server.Sessions.Count == 1);

        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Contains("does not read fast enough", (await server.Probe.Disconnected.Soon()).Reason, StringComparison.Ordinal);
        Assert.Single(server.Logs.Entries, entry => entry.EventId.Id == 301);
        await slow.ReadToEndAsync();
    }

    [Fact]
    public async Task Audience_MemberThatNeverReads_KeepsNoConnectionOfTheServer()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.SendHighWaterMark = HighWaterMark);
        var received = Channel.CreateUnbounded<string>();
        await using RawClient slow = await RawClient.ConnectAsync(server.Uri);
        await using (LabClient fast = await ListenAsync(server, received))
        {
            await WhenConnectedAsync(server, 2);
            await PublishUntilAsync(server, received, () => server.Sessions.Count == 1);
        }

        // Kestrel stops when its last connection has ended. It would wait for this client to take what is buffered for it.
        await server.StopAsync().Soon();
    }

    [Fact]
    public async Task Audience_PolicyDrop_MemberStaysAndMissesMessages()
    {
        await using LabServer server = await LabServer.StartAsync(options =>
        {
            options.Connection.SendHighWaterMark = HighWaterMark;
            options.SlowAudienceMembers = SlowAudienceMember.Drop;
        });
        using var missed = new MissedMessages(server.Services);
        var received = Channel.CreateUnbounded<string>();
        await using RawClient slow = await RawClient.ConnectAsync(server.Uri);
        await using LabClient fast = await ListenAsync(server, received);
        await WhenConnectedAsync(server, 2);

        int sent = await PublishUntilAsync(server, received, () => missed.Count >= 3);

        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Equal((3, 2), (missed.Count, server.Sessions.Count));
        Assert.Single(server.Logs.Entries, entry => entry.EventId.Id == 302);
    }

    private static Task<LabClient> ListenAsync(LabServer server, Channel<string> received)
        => server.ConnectAsync(
            WireFormat.MessagePack,
            client => client.OnPublished((published, cancellationToken) => received.Writer.WriteAsync(published.Text, cancellationToken)));

    private static async Task WhenConnectedAsync(LabServer server, int sessions)
    {
        for (int i = 0; i < sessions; i++)
            await server.Probe.Connected.Soon();
    }

    /// <summary>Publishes as fast as the fast member reads: one that stays far below its high-water mark.</summary>
    private static async Task<int> PublishUntilAsync(LabServer server, Channel<string> received, Func<bool> done)
    {
        int sent = 0;
        for (; sent < MostMessages && !done(); sent++)
        {
            await server.Sessions.All.SendPublishedAsync(Large, TestContext.Current.CancellationToken);
            await received.Soon();
        }

        return sent;
    }
}
