using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Admission;
using TypedWs.AspNetCore.Hosting;

namespace TypedWs.AspNetCore.Tests.Admission;

public sealed class ConnectionLimitsTests
{
    private const int Callers = 8, CallsEach = 500, Bound = 100;

    private static readonly ServiceProvider Services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private static readonly EndpointMetrics Metrics = new ServerMetrics(Services.GetRequiredService<IMeterFactory>()).Of("/lab", new Dictionary<string, string>());

    [Theory]
    [InlineData("MaxConnections", 503)]
    [InlineData("MaxConnectionsPerUser", 429)]
    [InlineData("MaxConnectionsPerAddress", 429)]
    [InlineData("MaxConcurrentHandshakes", 503)]
    public async Task TryEnter_ManyAtOnce_AdmitsExactlyAsManyAsItMay(string option, int status)
    {
        var limits = new ConnectionLimits(Options.Create(With(option, Bound)));
        using var start = new Barrier(Callers);

        IEnumerable<int>[] statuses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
            IEnumerable<int> () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return [.. Enumerable.Range(0, CallsEach).Select(_ => Enter(limits, out AdmittedConnection? _))];
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        int[] all = [.. statuses.SelectMany(static each => each)];
        Assert.Equal(Bound, all.Count(static each => each == 0));
        Assert.Equal((Callers * CallsEach) - Bound, all.Count(each => each == status));
    }

    [Theory]
    [InlineData("MaxConnections")]
    [InlineData("MaxConnectionsPerUser")]
    [InlineData("MaxConnectionsPerAddress")]
    public void Dispose_AtTheBound_MakesRoomForOne(string option)
    {
        var limits = new ConnectionLimits(Options.Create(With(option, 2)));
        Assert.Equal((0, 0), (Enter(limits, out _), Enter(limits, out AdmittedConnection? second)));
        second!.Open(Metrics);

        second.Dispose();

        Assert.Equal(0, Enter(limits, out _));
        Assert.NotEqual(0, Enter(limits, out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MaxConcurrentHandshakes_OneIsAcceptedOrFails_MakesRoomForOne(bool isAccepted)
    {
        var limits = new ConnectionLimits(Options.Create(With("MaxConcurrentHandshakes", 1)));
        Enter(limits, out AdmittedConnection? first);
        Assert.Equal(503, Enter(limits, out _));

        if (isAccepted)
            first!.Open(Metrics);
        else
            first!.Dispose();

        Assert.Equal(0, Enter(limits, out _));
        Assert.Equal(isAccepted ? 2 : 1, limits.Connections);
        Assert.Equal(503, Enter(limits, out _));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", false)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", true)]
    public void MaxConnectionsPerAddress_TwoAddresses_AreToldApartByHost(string first, string second, bool isAdmitted)
    {
        var limits = new ConnectionLimits(Options.Create(With("MaxConnectionsPerAddress", 1)));
        Assert.Null(limits.TryEnter(null, IPAddress.Parse(first), out _));

        Assert.Equal(isAdmitted, limits.TryEnter(null, IPAddress.Parse(second), out _) is null);
    }

    [Fact]
    public void TryEnter_NeitherUserNorAddress_IsBoundOnlyAsAConnection()
    {
        var limits = new ConnectionLimits(Options.Create(new TypedWsServerOptions { MaxConnectionsPerUser = 1, MaxConnectionsPerAddress = 1, MaxConnections = 2 }));

        Assert.Null(limits.TryEnter(null, null, out _));
        Assert.Null(limits.TryEnter(null, null, out _));
        Assert.Equal("MaxConnections", limits.TryEnter(null, null, out _)!.Limit);
    }

    private static int Enter(ConnectionLimits limits, out AdmittedConnection? admitted)
        => limits.TryEnter("ada", IPAddress.Loopback, out admitted)?.StatusCode ?? 0;

    private static TypedWsServerOptions With(string option, int value)
    {
        var options = new TypedWsServerOptions { MaxConcurrentHandshakes = null };
        switch (option)
        {
            case "MaxConnections":
                options.MaxConnections = value;
                break;
            case "MaxConnectionsPerUser":
                options.MaxConnectionsPerUser = value;
                break;
            case "MaxConnectionsPerAddress":
                options.MaxConnectionsPerAddress = value;
                break;
            default:
                options.MaxConcurrentHandshakes = value;
                break;
        }

        return options;
    }
}
