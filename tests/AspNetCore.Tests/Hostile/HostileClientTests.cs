using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>
/// What clients do that mean no good. Each attack ends as it must, takes no more memory than it may, leaves none behind, and is not noticed by the clients beside it.
/// Memory is the process's: nothing else may run meanwhile.
/// </summary>
[CollectionDefinition(nameof(HostileClientTests), DisableParallelization = true)]
[Collection(nameof(HostileClientTests))]
public class HostileClientTests
{
    /// <summary>What a server may hold after an attack that it did not hold before.</summary>
    private const long MostRetained = 4 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Names => [.. Attacks.All.Select(static attack => attack.Name)];

    /// <summary>The page names each attack, and its end.</summary>
    [Fact]
    public void SecurityPage_TestedAttacks_AreAllOfThem()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

        string[] rows = [.. page[page.IndexOf("## Tested attacks", StringComparison.Ordinal)..].Split('\n').Where(static line => line.StartsWith('|')).Skip(2)];

        Assert.Equal(
            Attacks.All.Select(static attack => $"{attack.Name}: {attack.End}"),
            rows.Select(static row => row.Split('|', StringSplitOptions.TrimEntries)).Select(static cells => $"{cells[1]}: {cells[2].Replace('\u2212', '-')}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Attack_OnAServerWithOtherClients_EndsAsStatedAndHarmsNobody(string name)
    {
        Attack attack = Attacks.All.Single(attack => attack.Name == name);
        var pool = new CountingPool(keeps: false);
        await using (LabServer server = await StartAsync(attack, pool))
        await using (HealthyClients healthy = await HealthyClients.StartAsync(server))
        {
            // The first time fills what is kept for the next: caches, pools, compiled code.
            await AttackAsync(attack, server, healthy);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            await AttackAsync(attack, server, healthy);
            await AttackAsync(attack, server, healthy);
            long after = GC.GetTotalMemory(forceFullCollection: true);

            await healthy.TalkOnAsync();
            await healthy.StopAsync();
            Assert.InRange(after - before, long.MinValue, MostRetained);
            Assert.InRange(pool.PeakBytes, 0, attack.MostBytes);
        }

        await pool.WhenEmptyAsync();
    }

    private static async Task AttackAsync(Attack attack, LabServer server, HealthyClients healthy)
    {
        int accepted;
        await using (var target = new Target(server))
        {
            Assert.Equal(attack.End, await attack.RunAsync(target).WaitAsync(Longest, TestContext.Current.CancellationToken));
            await healthy.TalkOnAsync();
            accepted = target.Accepted;
        }

        for (int i = 0; i < accepted; i++)
        {
            WsClosed closed = await server.Probe.Disconnected.Soon();
            Assert.Contains(attack.Reason ?? "", closed.Reason, StringComparison.Ordinal);
        }

        Forget(server.Probe);
    }

    /// <summary>What the probe keeps is not the server's.</summary>
    private static void Forget(LabProbe probe)
    {
        while (probe.Connected.Reader.TryRead(out _) || probe.Disposed.Reader.TryRead(out _) || probe.Order.Reader.TryRead(out _))
        {
        }
    }

    private static async Task<LabServer> StartAsync(Attack attack, CountingPool pool)
    {
        LabServer server = await LabServer.StartAsync(
            options =>
            {
                options.Connection.BufferPool = pool;
                options.Conversation.BufferPool = pool;
                attack.Options(options);
            },
            builder =>
            {
                HeaderAuthentication.Add(builder);
                attack.Configure(builder);
            },
            endpoint: static endpoint => endpoint.RequireAuthorization());

        // Attacks are logged, at lower levels, by the thousand.
        server.Logs.Least = LogLevel.Error;
        return server;
    }
}
