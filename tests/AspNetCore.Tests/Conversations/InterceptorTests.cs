using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Conversations;

public sealed class InterceptorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task AddInterceptor_ReceivedMessage_KnowsTheSessionAndMayRefuse(WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using LabClient ada = await server.ConnectAsync(format, configure: static options => options.Headers[HeaderAuthentication.Header] = "ada");
        await using LabClient eve = await server.ConnectAsync(format, configure: static options => options.Headers[HeaderAuthentication.Header] = "eve");

        Assert.Equal("hi", (await ada.EchoAsync("hi", 1, Token)).Text);
        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(async () => await eve.EchoAsync("hi", 1, Token));

        Assert.Equal((403, "Not for eve."), (refused.Code, refused.Message));
        Assert.Equal([("received lab.echo", "ada"), ("received lab.echo", "eve")], InterceptorOf(server).Seen);
    }

    [Fact]
    public async Task AddInterceptor_Audience_IsSeenOnceForAllAndMayBeRefused()
    {
        await using LabServer server = await StartAsync();
        var received = Channel.CreateUnbounded<string>();
        await using LabClient json = await ListenAsync(server, WireFormat.Json, received);
        await using LabClient messagePack = await ListenAsync(server, WireFormat.MessagePack, received);
        await server.Probe.Connected.Soon();
        await server.Probe.Connected.Soon();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await server.Sessions.All.SendPublishedAsync(Interceptor.Forbidden, Token));
        await server.Sessions.All.SendPublishedAsync("hello", Token);

        Assert.Equal(("hello", "hello"), (await received.Soon(), await received.Soon()));
        Assert.Equal([("sending lab.published", "everybody"), ("sending lab.published", "everybody")], InterceptorOf(server).Seen);
    }

    [Fact]
    public async Task AddInterceptor_SessionSends_AreSeenWithTheSession()
    {
        await using LabServer server = await StartAsync();
        var received = Channel.CreateUnbounded<string>();
        await using LabClient client = await ListenAsync(server, WireFormat.Json, received, "ada");
        client.OnQuestion(static (question, _) => ValueTask.FromResult(new Answer(question.Text)));
        client.OnCount(static (count, token) => LabStreams.CountAsync(count, token));
        LabSession session = await server.Probe.Connected.Soon();

        await session.SendPublishedAsync("hello", Token);
        await session.QuestionAsync("why", Token);
        Assert.Equal(3, (await session.CountAsync(new Count(3), Token).ToListAsync(Token)).Count);

        Assert.Equal("hello", await received.Soon());
        Assert.Equal([("sending lab.published", "ada"), ("sending lab.question", "ada"), ("sending lab.count", "ada")], InterceptorOf(server).Seen);
    }

    private static Task<LabServer> StartAsync() => LabServer.StartAsync(
        services: static builder =>
        {
            HeaderAuthentication.Add(builder);
            builder.Services.AddTypedWs().AddInterceptor<Interceptor>();
        },
        middleware: static app => app.UseAuthentication());

    private static Interceptor InterceptorOf(LabServer server) => server.Services.GetRequiredService<Interceptor>();

    private static Task<LabClient> ListenAsync(LabServer server, WireFormat format, Channel<string> received, string user = "ada")
        => server.ConnectAsync(
            format,
            client => client.OnPublished((published, token) => received.Writer.WriteAsync(published.Text, token)),
            options => options.Headers[HeaderAuthentication.Header] = user);

    private sealed class Interceptor(LabProbe probe) : MessageInterceptor
    {
        public const string Forbidden = "forbidden";

        public ConcurrentQueue<(string What, string? Who)> Seen { get; } = new();

        public LabProbe Probe => probe; // Injected.

        public override async ValueTask OnReceivedAsync(MessageContext context, MessageDelegate next)
        {
            Seen.Enqueue(("received " + context.Method, context.Session?.UserId));
            await Task.Yield();
            if (context.Session?.UserId == "eve")
                throw new RemoteException(403, "Not for eve.");
            await next();
        }

        public override async ValueTask OnSendingAsync(MessageContext context, MessageDelegate next)
        {
            Seen.Enqueue(("sending " + context.Method, context.Session is { } session ? session.UserId : "everybody"));
            await Task.Yield();
            if (context.Message is Published { Text: Forbidden })
                throw new InvalidOperationException("mine");
            await next();
        }
    }
}
