namespace TypedWs.EndToEnd.Tests;

/// <summary>Makes sure, once, that the packages of the Node clients are there. Without Node the tests that use it are skipped.</summary>
public sealed class NodePackages : IAsyncLifetime
{
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (!ProgramRun.Exists("node") || !ProgramRun.Exists("npm"))
            _missing = "Node.js and npm are not installed: the foreign clients cannot run.";
        else if (!Directory.Exists(Path.Combine(TestFiles.NodeFolder, "node_modules")))
            (await ProgramRun.RunAsync("npm", ["ci", "--no-audit", "--no-fund"], TestFiles.NodeFolder)).Succeeded();
    }

    public void SkipIfMissing() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
