using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Admission;

/// <summary>What a client gets that comes to a server without room, and when there is room again.</summary>
public sealed class FullServerTests
{
    private const int Callers = 40;

    [Fact]
    public async Task MaxConnections_ManyConnectAtOnce_AdmitsExactlyAsMany()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.MaxConnections = 5);
        using var refused = new RefusedHandshakes(server.Services);

        RawHandshake[] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => HandshakeAsync(server)));

        Assert.Equal(5, answers.Count(static answer => answer.Status == 101));
        RawHandshake[] others = [.. answers.Where(static answer => answer.Status == 503)];
        Assert.Equal(Callers - 5, others.Length);
        Assert.All(others, static answer => Assert.Equal("5", answer.Header("Retry-After")));
        Assert.Equal(Enumerable.Repeat("MaxConnections", Callers - 5), refused.Limits);
        foreach (RawHandshake answer in answers)
            await answer.DisposeAsync();
    }

    [Fact]
    public async Task MaxConnections_OneEnds_AdmitsAnother()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.MaxConnections = 1);
        LabClient first = await server.ConnectAsync();
        await using (RawHandshake answer = await HandshakeAsync(server))
        {
            Assert.Equal(503, answer.Status);
            Assert.Contains("TypedWsServerOptions.MaxConnections", await answer.ReadBodyAsync(), StringComparison.Ordinal);
        }

        await first.DisposeAsync();

        await AssertAdmittedSoonAsync(server);
    }

    [Fact]
    public async Task MaxConnections_HandlerCannotBeMade_GivesItsRoomBack()
    {
        int attempts = 0;
        await using LabServer server = await LabServer.StartAsync(
            options =>
            {
                options.MaxConnections = 1;
                options.MaxConcurrentHandshakes = 1;
            },
            builder => builder.Services.AddScoped(services => attempts++ == 0
                ? throw new InvalidOperationException(LabHandler.Secret)
                : new LabHandler(services.GetRequiredService<LabProbe>(), services.GetRequiredService<LabScope>())));
        server.Logs.ExpectsErrors = true;
        await using (RawHandshake failed = await HandshakeAsync(server))
            Assert.Equal(500, failed.Status);

        await AssertAdmittedSoonAsync(server);
    }

    [Fact]
    public async Task MaxConnectionsPerUser_OneUser_IsAnswered429AndOthersComeIn()
    {
        await using LabServer server = await LabServer.StartAsync(
            options => options.MaxConnectionsPerUser = 1,
            HeaderAuthentication.Add,
            app => app.UseAuthentication().UseAuthorization(),
            endpoint => endpoint.RequireAuthorization());
        await using RawHandshake first = await HandshakeAsync(server, "ada");

        await using RawHandshake second = await HandshakeAsync(server, "ada");
        await using RawHandshake other = await HandshakeAsync(server, "grace");

        Assert.Equal((101, 429, 101), (first.Status, second.Status, other.Status));
        string body = await second.ReadBodyAsync();
        Assert.Contains("TypedWsServerOptions.MaxConnectionsPerUser", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxConnectionsPerAddress_OneAddress_IsAnswered429()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.MaxConnectionsPerAddress = 1);
        await using RawHandshake first = await HandshakeAsync(server);

        await using RawHandshake second = await HandshakeAsync(server);

        Assert.Equal((101, 429), (first.Status, second.Status));
        Assert.DoesNotContain(server.Logs.Entries, static entry => entry.Message.Contains("127.0.0.1", StringComparison.Ordinal) && entry.EventId.Id == 321);
    }

    [Fact]
    public async Task MaxConcurrentHandshakes_HandlersTakeLongToMake_FurtherOnesAreAnswered503()
    {
        using var gate = new ManualResetEventSlim();
        var making = new TaskCompletionSource();
        await using LabServer server = await LabServer.StartAsync(
            options => options.MaxConcurrentHandshakes = 1,
            builder => builder.Services.AddScoped(services =>
            {
                making.TrySetResult();
                gate.Wait(TestContext.Current.CancellationToken);
                return new LabHandler(services.GetRequiredService<LabProbe>(), services.GetRequiredService<LabScope>());
            }));
        Task<RawHandshake> first = HandshakeAsync(server);
        await making.Task.Soon();

        await using (RawHandshake refused = await HandshakeAsync(server))
            Assert.Equal(503, refused.Status);
        gate.Set();

        await using RawHandshake accepted = await first.Soon();
        Assert.Equal(101, accepted.Status);
        await AssertAdmittedSoonAsync(server);
    }

    private static Task<RawHandshake> HandshakeAsync(LabServer server, string? user = null)
    {
        Dictionary<string, string> headers = RawHandshake.Headers();
        if (user is not null)
            headers[HeaderAuthentication.Header] = user;
        return RawHandshake.SendAsync(server.Uri, headers);
    }

    /// <summary>The client knows of the end a moment before the server has put everything away.</summary>
    private static async Task AssertAdmittedSoonAsync(LabServer server)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            await using RawHandshake answer = await HandshakeAsync(server).Soon();
            if (answer.Status == 101)
                return;

            Assert.Equal(503, answer.Status);
        }

        Assert.Fail("The room was never given back.");
    }
}
