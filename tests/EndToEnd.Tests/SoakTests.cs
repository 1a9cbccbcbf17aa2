namespace TypedWs.EndToEnd.Tests;

/// <summary>The soak test of bench, with few connections: what it checks holds in small, too. Its clocks are those of machines and networks, hence alone.</summary>
[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
[Collection(nameof(SoakTests))]
public sealed class SoakTests
{
    [Fact]
    public async Task Soak_CutInTheMiddleAndDrainedInTheEnd_LosesNothing()
    {
        ProgramRun run = await ProgramRun.RunAsync(
            TestFiles.SoakTest,
            ["--connections", "100", "--slow", "0.1", "--seconds", "8", "--tick", "0.02", "--report", "0.2"],
            patience: TimeSpan.FromMinutes(3));

        Assert.Contains("| connections, slow ones among them | 100, 10 |", run.Succeeded().Output, StringComparison.Ordinal);
    }
}
