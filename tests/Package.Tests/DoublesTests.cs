namespace TypedWs.Package.Tests;

/// <summary>Doubles in a project that has the package and the contracts, and nothing else of TypedWs.</summary>
public sealed class DoublesTests(PackagesFixture packages)
{
    [Fact]
    public async Task Doubles_FromThePackages_RecordAndAnswer()
    {
        await packages.BuildAsync("Tests");

        string output = await packages.RunAsync(packages.Consumer, "exec", Path.Combine(packages.OutputOf("Tests"), "Consumer.Tests.dll"));

        Assert.Equal("ada's double heard 21\nWhoAreYou to session 1\nChanged to all\n", output.ReplaceLineEndings("\n"));
    }
}
