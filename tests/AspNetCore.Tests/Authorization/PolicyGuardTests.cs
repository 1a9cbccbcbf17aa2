using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Tests.Authorization;

public sealed class PolicyGuardTests
{
    private const int Refused = 351;

    private static readonly string[] Kinds = ["kick", "watch", "store", "convert"];

    public static TheoryData<string, WireFormat> Messages => new(
        from kind in Kinds
        from format in Enum.GetValues<WireFormat>()
        select (kind, format));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Request_PolicyAdmitsTheUser_IsHandled(string kind, WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient client = await ConnectAsync(server, "ada", format);

        await SendAsync(client, kind);

        Assert.StartsWith(kind, await ProbeOf(server).Handled.Soon(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Request_PolicyRefusesTheUser_IsAnsweredWithForbidden(string kind, WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient client = await ConnectAsync(server, "eve", format);

        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(() => SendAsync(client, kind));
        await client.AskAsync("still there", Token);

        Assert.Equal((ErrorCodes.Forbidden, $"The user may not send guarded.{kind}."), (refused.Code, refused.Message));
        Assert.Equal("ask still there", await ProbeOf(server).Handled.Soon());
        AssertLogged(server, $"guarded.{kind}");
    }

    [Fact]
    public async Task Request_SecondOfTwoPoliciesOrTheFirstRefuses_IsAnsweredWithForbidden()
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient eve = await ConnectAsync(server, "eve");
        await using GuardedClient nobody = await ConnectAsync(server, user: null);

        await Assert.ThrowsAsync<RemoteException>(() => SendAsync(eve, "kick"));
        await Assert.ThrowsAsync<RemoteException>(() => SendAsync(nobody, "kick"));

        Assert.Equal(["ada", "known"], server.Logs.Entries.Where(static entry => entry.EventId == Refused).Select(static entry => entry.Message.Split("the policy ")[1].Split(' ')[0]));
        Assert.Single(ProbeOf(server).PolicyScopes); // The second is not asked where the first refuses.
    }

    [Fact]
    public async Task OneWay_PolicyRefusesTheUser_IsDroppedAndLogged()
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient client = await ConnectAsync(server, "eve");

        await client.SendShoutAsync("a secret", Token);
        await client.SendTellAsync("after it", Token);

        Assert.Equal("tell after it", await ProbeOf(server).Handled.Soon());
        Assert.DoesNotContain("secret", AssertLogged(server, "guarded.shout"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneWay_PolicyTakesItsTime_KeepsItsPlace()
    {
        await using LabServer server = await StartAsync();
        GuardedProbe probe = ProbeOf(server);
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        probe.OnAsked = () =>
        {
            isAsked.TrySetResult();
            return mayAnswer.Task;
        };
        await using GuardedClient client = await ConnectAsync(server, "ada");

        await client.SendShoutAsync("first", Token);
        await client.SendTellAsync("second", Token);
        await client.AskAsync("at once", Token);
        await isAsked.Task.Soon();
        mayAnswer.SetResult();
        await client.SendShoutAsync("third", Token);

        Assert.Equal("ask at once", await probe.Handled.Soon());
        Assert.Equal(["shout first", "tell second", "shout third"], [await probe.Handled.Soon(), await probe.Handled.Soon(), await probe.Handled.Soon()]);
    }

    [Fact]
    public async Task Policy_IsAskedInAScopeOfItsOwn_ThatEnds()
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient client = await ConnectAsync(server, "ada");

        await SendAsync(client, "kick");
        await SendAsync(client, "kick");

        LabScope[] scopes = [.. ProbeOf(server).PolicyScopes];
        Assert.Equal(2, scopes.Distinct().Count());
        Assert.All(scopes, static scope => Assert.True(scope.IsDisposed));
        Assert.False(ProbeOf(server).HandlerScope!.IsDisposed);
    }

    [Fact]
    public async Task Policy_UserWasRenewed_JudgesTheNewClaims()
    {
        await using LabServer server = await StartAsync();
        await using GuardedClient client = await ConnectAsync(server, "ada");
        await SendAsync(client, "kick");

        var unauthenticated = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada")]);
        ProbeOf(server).Session!.RenewUser(new ClaimsPrincipal(unauthenticated), null);
        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(() => SendAsync(client, "kick"));

        Assert.Equal(ErrorCodes.Forbidden, refused.Code);
    }

    [Fact]
    public async Task Policy_Fails_MessageFailsAndIsNotHandled()
    {
        await using LabServer server = await StartAsync();
        server.Logs.ExpectsErrors = true;
        ProbeOf(server).OnAsked = static () => throw new InvalidOperationException("the policy's secret");
        await using GuardedClient client = await ConnectAsync(server, "ada");

        RemoteException failed = await Assert.ThrowsAsync<RemoteException>(() => SendAsync(client, "kick"));

        Assert.Equal(ErrorCodes.InternalError, failed.Code);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.False(ProbeOf(server).Handled.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Interceptor_OfARefusedMessage_DoesNotSeeIt()
    {
        var seen = new List<string>();
        await using LabServer server = await StartAsync(options => options.Conversation.Interceptors.Add(new Recorder(seen)));
        await using GuardedClient client = await ConnectAsync(server, "eve");

        await Assert.ThrowsAsync<RemoteException>(() => SendAsync(client, "kick"));
        await Assert.ThrowsAsync<RemoteException>(() => SendAsync(client, "watch"));
        await client.AskAsync("ok", Token);

        Assert.Equal(["guarded.ask"], seen);
    }

    [Fact]
    public async Task MapTypedWs_WithoutAuthorization_SaysWhatToCall()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => MapAsync(static _ => { }));

        Assert.Equal(
            "MapTypedWs(\"/guarded\", …): the message \"guarded.convert\" requires the policy \"ada\", but authorization is not registered. "
            + "Call builder.Services.AddAuthorization() before the application is built.",
            exception.Message);
    }

    [Fact]
    public async Task MapTypedWs_PolicyIsNotDefined_NamesItAndTheMessage()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => MapAsync(static builder
            => builder.Services.AddAuthorizationBuilder().AddPolicy("ada", static policy => policy.RequireAuthenticatedUser())));

        Assert.Equal(
            "MapTypedWs(\"/guarded\", …): the message \"guarded.kick\" requires the policy \"known\", but it is not defined. "
            + "Define it: builder.Services.AddAuthorizationBuilder().AddPolicy(\"known\", policy => …).",
            exception.Message);
    }

    private static async Task SendAsync(GuardedClient client, string kind)
    {
        switch (kind)
        {
            case "kick":
                await client.KickAsync("bob", Token);
                break;
            case "watch":
                Assert.Equal([0, 1, 2], await client.WatchAsync(3, Token).ToListAsync(Token));
                break;
            case "store":
                await client.StoreAsync(AsyncEnumerable.Range(1, 3), Token);
                break;
            default:
                Assert.Equal([-1, -2, -3], await client.ConvertAsync(AsyncEnumerable.Range(1, 3), Token).ToListAsync(Token));
                break;
        }
    }

    private static string AssertLogged(LabServer server, string method)
    {
        var entry = Assert.Single(server.Logs.Entries, static entry => entry.EventId == Refused);
        Assert.Equal(LogLevel.Information, entry.Level);
        Assert.Contains($"may not send {method}: the policy ada ", entry.Message, StringComparison.Ordinal);
        return entry.Message;
    }

    private static GuardedProbe ProbeOf(LabServer server) => server.Services.GetRequiredService<GuardedProbe>();

    private static Task<LabServer> StartAsync(Action<TypedWsServerOptions>? options = null) => LabServer.StartAsync(
        options,
        static builder =>
        {
            HeaderAuthentication.Add(builder);
            builder.Services.AddSingleton<GuardedProbe>().AddScoped<IAuthorizationHandler, NameRequirement.Handler>();
            builder.Services.AddAuthorizationBuilder()
                .AddPolicy("known", static policy => policy.RequireAuthenticatedUser())
                .AddPolicy("ada", static policy => policy.AddRequirements(new NameRequirement("ada")));
        },
        static application => application.MapTypedWs<GuardedHandler>("/guarded"));

    private static async Task<GuardedClient> ConnectAsync(LabServer server, string? user, WireFormat format = WireFormat.Json)
    {
        var options = new TypedWsClientOptions { Uri = new Uri(server.Uri, "guarded"), Format = format };
        if (user is not null)
            options.Headers[HeaderAuthentication.Header] = user;
        var client = new GuardedClient(options);
        await client.ConnectAsync(Token);
        return client;
    }

    private static async Task MapAsync(Action<WebApplicationBuilder> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTypedWs();
        configure(builder);
        await using WebApplication application = builder.Build();
        application.MapTypedWs<GuardedHandler>("/guarded");
    }

    private sealed class Recorder(List<string> seen) : MessageInterceptor
    {
        public override ValueTask OnReceivedAsync(MessageContext context, MessageDelegate next)
        {
            seen.Add(context.Method);
            return next();
        }
    }
}
