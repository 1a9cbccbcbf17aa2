namespace TypedWs.EndToEnd.Tests;

/// <summary>The load test of bench, too short for its figures to mean anything: every message arrives whole and once, in every contender, and the tables are drawn.</summary>
[Collection(nameof(SoakTests))]
public sealed class LoadTestTests
{
    private static readonly string[] Contenders =
    [
        "typedws-messagepack", "typedws-direct-messagepack", "signalr-messagepack", "byhand-messagepack",
        "typedws-json", "typedws-direct-json", "streamjsonrpc-json", "websocketclient-json",
        "typedws-raw", "websockets-raw", "tcp-batches",
    ];

    [Fact]
    public async Task LoadTest_ShortRun_PrintsItsTablesAndDrawsItsPicture()
    {
        string picture = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".svg");
        try
        {
            ProgramRun run = await ProgramRun.RunAsync(
                TestFiles.LoadTest,
                [
                    "--rounds", "1", "--seconds", "0.05", "--audience", "5", "--connections", "20", "--svg", picture,
                    "--contenders", .. Contenders,
                    "--workloads", "round-trip", "in-flight", "to-server", "to-client-ticks", "upload", "broadcast", "connections", "spread-10",
                ],
                patience: TimeSpan.FromMinutes(5));

            string tables = run.Succeeded().Output;
            Assert.Contains("| | | typedws-messagepack | typedws-direct-messagepack | signalr-messagepack | byhand-messagepack |", tables, StringComparison.Ordinal);
            Assert.Contains("| | | typedws-json | typedws-direct-json | streamjsonrpc-json | websocketclient-json |", tables, StringComparison.Ordinal);
            Assert.Matches(@"\| 64 in flight \| requests/s \| [\d,]+ \| [\d,]+ \| [\d,]+ \([\d.,]+×\) \|", tables);
            Assert.Matches(@"\| connections \| bytes allocated \| [\d,]+ / [\d,]+ \|", tables);
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(picture, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(picture);
        }
    }
}
