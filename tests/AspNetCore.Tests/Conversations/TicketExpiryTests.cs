using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

public sealed class TicketExpiryTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private DateTimeOffset End => _time.Start.AddMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HeaderAuthentication.Expires, "2026-01-01T00:10:00Z")]
    [InlineData(HeaderAuthentication.Claim, "exp=1767226200")]
    [InlineData(HeaderAuthentication.Claim, "exp=1767226200.0")]
    public async Task Session_TicketExpires_IsClosedWith4401(string header, string value)
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, header, value);
        LabSession session = await server.Probe.Connected.Soon();

        _time.Advance(TimeSpan.FromMinutes(9));
        await client.EchoAsync("still here", 1, Token);
        Assert.Equal(End, session.UserExpiresAt);
        _time.Advance(TimeSpan.FromMinutes(1));

        WsClosed closed = await server.Probe.Disconnected.Soon();
        Assert.Equal((TypedWsCloseCodes.TicketExpired, "The user's authentication has expired.", true), (closed.Code, closed.Reason, closed.Clean));
    }

    [Fact]
    public async Task Session_TicketExpiredBeforeTheHandshake_IsClosedWith4401()
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, HeaderAuthentication.Expires, "2025-12-31T00:00:00Z");
        await server.Probe.Connected.Soon();

        _time.Advance(TimeSpan.Zero);

        Assert.Equal(TypedWsCloseCodes.TicketExpired, (await server.Probe.Disconnected.Soon()).Code);
    }

    [Fact]
    public async Task RenewUser_BeforeTheEnd_KeepsTheSessionUntilTheNewOne()
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, HeaderAuthentication.Expires, End.ToString("O", CultureInfo.InvariantCulture));
        LabSession session = await server.Probe.Connected.Soon();

        session.RenewUser(UserOf("ada", "moderator"), End.AddMinutes(10));
        _time.Advance(TimeSpan.FromMinutes(19));
        await client.EchoAsync("still here", 1, Token);
        Assert.True(session.User.IsInRole("moderator"));
        Assert.Equal(("ada", End.AddMinutes(10)), (session.UserId, session.UserExpiresAt));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TypedWsCloseCodes.TicketExpired, (await server.Probe.Disconnected.Soon()).Code);
    }

    [Fact]
    public async Task RenewUser_OtherUser_IsRefused()
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, HeaderAuthentication.Claim, "role=none");
        LabSession session = await server.Probe.Connected.Soon();

        Assert.Throws<ArgumentException>(() => session.RenewUser(UserOf("eve", "moderator"), null));

        Assert.False(session.User.IsInRole("moderator"));
    }

    [Theory]
    [InlineData(HeaderAuthentication.Expires, "2026-01-01T00:10:00Z", false)]
    [InlineData(HeaderAuthentication.Claim, "exp=soon", true)]
    [InlineData(HeaderAuthentication.Claim, "exp=99999999999999999999", true)]
    [InlineData(HeaderAuthentication.Claim, "exp=-Infinity", true)]
    public async Task Session_NothingEndsIt_Stays(string header, string value, bool closes)
    {
        await using LabServer server = await StartAsync(options => options.CloseOnTicketExpiry = closes);
        await using LabClient client = await ConnectAsync(server, header, value);
        LabSession session = await server.Probe.Connected.Soon();

        _time.Advance(TimeSpan.FromDays(1));
        await client.EchoAsync("still here", 1, Token);

        Assert.Equal(closes ? null : End, session.UserExpiresAt);
        Assert.False(session.Disconnected.IsCancellationRequested);
    }

    private static ClaimsPrincipal UserOf(string id, string role)
        => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id), new Claim(ClaimTypes.Role, role)], "test"));

    private Task<LabServer> StartAsync(Action<TypedWsServerOptions>? configure = null) => LabServer.StartAsync(
        options =>
        {
            options.Conversation.TimeProvider = _time;
            configure?.Invoke(options);
        },
        HeaderAuthentication.Add);

    private static Task<LabClient> ConnectAsync(LabServer server, string header, string value) => server.ConnectAsync(configure: options =>
    {
        options.Headers[HeaderAuthentication.Header] = "ada";
        options.Headers[header] = value;
    });
}
