using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Client;

/// <summary>What a workload has at hand: connections of one contender, its server, and a meter. One workload uses it at a time.</summary>
internal sealed class LoadClient(IContender contender, Uri server, LoadOptions options) : IDisposable
{
    /// <summary>How many connections are made at the same time.</summary>
    public const int ConcurrentHandshakes = 16;

    private readonly Uri _endpoint = new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Path = IContender.Path }.Uri;

    public LoadOptions Options => options;

    public ServerControl Server { get; } = new(server);

    /// <summary>What the server sent unasked, to all connections together.</summary>
    public Arrivals Arrivals { get; } = new();

    /// <summary>Begins anew on both sides.</summary>
    /// <param name="lanes">Over how many connections will be posted.</param>
    public async Task ResetAsync(int lanes = 1)
    {
        Arrivals.Reset();
        await Server.ResetAsync(lanes);
    }

    public Task<IClientConnection> ConnectAsync() => contender.ConnectAsync(_endpoint, new Sequence(Arrivals));

    public async Task<ConnectionSet> ConnectManyAsync(int count)
    {
        var connections = new IClientConnection[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentHandshakes }, async (i, _) => connections[i] = await ConnectAsync());
        return new ConnectionSet(connections);
    }

    /// <summary>Reads the meters of both sides around something.</summary>
    /// <param name="send">Returns how many messages it sent.</param>
    public async Task<Cost> MeasureAsync(Func<Task<long>> send)
    {
        Reading serverBefore = await Server.ReadMeterAsync();
        Reading clientBefore = Meter.Read();
        long messages = await send();
        Reading clientAfter = Meter.Read();
        Reading serverAfter = await Server.ReadMeterAsync();
        return Cost.Of(clientBefore, clientAfter, serverBefore, serverAfter, messages);
    }

    public void Dispose() => Server.Dispose();
}
