using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using TypedWs.AspNetCore;

namespace SoakTest.Server;

/// <summary>The server's process. Prints its address, then answers each line of standard input with one of <see cref="ServerStatus"/>, and ends with its input.</summary>
internal sealed class SoakHost : IDisposable
{
    /// <summary>What the kernel keeps for a client that does not read; small, so that it is the server who has to deal with it.</summary>
    private const int SocketBuffer = 16 * 1024;

    private readonly WebApplication _app;
    private readonly Ledger _ledger;
    private readonly InstrumentSum _missed = new("typedws.server.audience.slow");
    private readonly InstrumentSum _pooled = new("aspnetcore.memory_pool.pooled");
    private readonly Ticker _ticker;

    private SoakHost(SoakOptions options)
    {
        _ledger = new Ledger(options.Connections, options.MaxReports);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // Standard output carries the answers only.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.CreateBoundListenSocket = static endPoint =>
        {
            Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
            socket.SendBufferSize = SocketBuffer; // Those that it accepts inherit it.
            return socket;
        });
        builder.Services.AddSingleton(_ledger).AddSingleton<SoakServer>();
        builder.Services.AddTypedWs(server => server.SlowAudienceMembers = SlowAudienceMember.Drop).AddProtocol<SoakProtocol>();
        _app = builder.Build();
        _app.MapTypedWs<SoakServer>("/soak");
        _ticker = new Ticker(_app.Services.GetRequiredService<SoakSessions>(), options.TickPeriod);
    }

    private SoakSessions Sessions => _app.Services.GetRequiredService<SoakSessions>();

    public static async Task RunAsync(SoakOptions options)
    {
        using var host = new SoakHost(options);
        await host._app.StartAsync();
        Console.WriteLine(host._app.Urls.Single());
        while (await Console.In.ReadLineAsync() is { } command)
            Console.WriteLine(JsonSerializer.Serialize(await host.ExecuteAsync(command)));
    }

    public void Dispose()
    {
        _missed.Dispose();
        _pooled.Dispose();
    }

    private async Task<ServerStatus> ExecuteAsync(string command)
    {
        string[] words = command.Split(' ');
        bool collects = false;
        IReadOnlyDictionary<int, IReadOnlyList<int>>? missing = null;
        switch (words[0])
        {
            case "status":
                break;
            case "collect":
                collects = true;
                break;
            case "start":
                _ticker.Start();
                break;
            case "stop":
                await _ticker.StopAsync();
                break;
            case "storm":
                await CutAllAsync();
                break;
            case "missing":
                missing = FindMissing(JsonSerializer.Deserialize<int[]>(words[1])!);
                break;
            case "drain":
                await _app.StopAsync();
                break;
            default:
                throw new InvalidOperationException($"The command {words[0]} is unknown.");
        }

        return GetStatus(collects) with { MissingReports = missing };
    }

    /// <summary>Complete when all that were there are gone.</summary>
    private async Task CutAllAsync()
    {
        SoakSession[] sessions = [.. Sessions];
        foreach (SoakSession session in sessions)
            session.Abort("everybody has to come again");
        foreach (SoakSession session in sessions)
            await Task.Delay(Timeout.InfiniteTimeSpan, session.Disconnected).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Dictionary<int, IReadOnlyList<int>> FindMissing(int[] sent)
    {
        var missing = new Dictionary<int, IReadOnlyList<int>>();
        for (int client = 0; client < sent.Length; client++)
        {
            IReadOnlyList<int> numbers = _ledger.MissingOf(client, sent[client]);
            if (numbers.Count > 0)
                missing[client] = numbers;
        }

        return missing;
    }

    private ServerStatus GetStatus(bool collects) => new(
        Sessions.Count,
        collects ? ProcessMemory.CollectAndMeasure() : GC.GetTotalMemory(forceFullCollection: false),
        _pooled.Value,
        Environment.WorkingSet,
        Environment.CpuUsage.TotalTime.TotalSeconds,
        _ticker.Count,
        _missed.Value,
        MissingReports: null,
        _ledger.Repeated);
}
