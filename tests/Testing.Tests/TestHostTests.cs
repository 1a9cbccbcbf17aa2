using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Tests;
using TypedWs.Transport;

namespace TypedWs.Testing.Tests;

public sealed class TestHostTests
{
    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Client_OverTheNetwork_AsksAndIsSentTo(WireFormat format)
    {
        var published = new TaskCompletionSource<Published>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await host.ConnectAsync<LabClient>(
            configure: options => options.Format = format,
            register: client => client.OnPublished((message, _) =>
            {
                published.SetResult(message);
                return ValueTask.CompletedTask;
            }),
            cancellationToken: TestContext.Current.CancellationToken);

        Echoed echoed = await client.EchoAsync("ab", 2, TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<LabSessions>().All.SendPublishedAsync("to all", TestContext.Current.CancellationToken);

        Assert.Equal("abab", echoed.Text);
        Assert.Equal("to all", (await published.Task.Soon()).Text);
        Assert.Equal((1, 2), (host.Network.Link.MessagesToServer, host.Network.Link.MessagesToClient));
        Assert.Equal(101, client.Handshake?.StatusCode);
    }

    [Fact]
    public async Task Client_RefusedByMiddleware_GetsStatusAndBody()
    {
        await using TypedWsTestHost host = await TypedWsTestHost.StartApplicationAsync(
            _ => { },
            application => application.Run(static context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return context.Response.WriteAsync("not you");
            }));
        await using LabClient client = host.Network.CreateClient<LabClient>("/lab");

        var refused = await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync(TestContext.Current.CancellationToken));

        Assert.Equal((403, "not you"), (refused.StatusCode, refused.Body));
    }

    [Fact]
    public async Task Time_Advanced_TimesOutARequestThatNobodyAnswers()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await host.ConnectAsync<LabClient>(
            register: static client => client.OnQuestion(async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return new Answer("never");
            }),
            cancellationToken: TestContext.Current.CancellationToken);
        LabSession session = await host.Services.GetRequiredService<LabProbe>().Connected.Soon();

        Task<Answer> asking = session.QuestionAsync("Is anybody there?", TestContext.Current.CancellationToken).AsTask();
        host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(asking.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<RequestTimeoutException>(() => asking.Soon());
    }

    [Fact]
    public async Task StopAsync_ClosesSessionsWithGoingAway()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await host.ConnectAsync<LabClient>(
            configure: options => options.Reconnect.Policy = WsReconnectPolicy.None,
            cancellationToken: TestContext.Current.CancellationToken);
        Task<WsClosed> ended = client.Completion;

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(WsCloseCode.GoingAway, (await ended.Soon()).Code);
    }

    private static Task<TypedWsTestHost> StartAsync()
        => TypedWsTestHost.StartAsync<LabHandler>(services => services.AddSingleton<LabProbe>().AddScoped<LabScope>().AddTypedWs().AddProtocol<LabProtocol>());
}
