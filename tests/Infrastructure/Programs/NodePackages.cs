using System.Reflection;

namespace TypedWs.Tests;

/// <summary>
/// The folder of a test project's Node programs, with the packages that its <c>package-lock.json</c> names. Without Node the tests that use it are skipped. Shared by
/// the classes of a project: the packages are installed once.
/// </summary>
public sealed class NodePackages : IAsyncLifetime
{
    private static readonly Lazy<Task> Installation = new(InstallAsync);

    private readonly bool _hasNode = ProgramRun.Exists("node") && ProgramRun.Exists("npm");

    /// <summary>Where the programs are.</summary>
    public static string Folder { get; }
        = typeof(NodePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "node").Value!;

    public async ValueTask InitializeAsync()
    {
        if (_hasNode)
            await Installation.Value;
    }

    public void SkipIfMissing() => Assert.SkipUnless(_hasNode, "Node.js and npm are not installed: programs without our SDK cannot run in Node.js.");

    /// <summary>Runs a program of the folder to its end.</summary>
    public Task<ProgramRun> RunAsync(string program, params string[] arguments)
    {
        SkipIfMissing();
        return ProgramRun.RunAsync("node", [program, .. arguments], Folder);
    }

    /// <summary>Runs a module that is no file, with the packages of the folder.</summary>
    public Task<ProgramRun> RunModuleAsync(string code)
    {
        SkipIfMissing();
        return ProgramRun.RunAsync("node", ["--input-type=module", "-"], Folder, code);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task InstallAsync()
    {
        // npm leaves a copy of the lock file behind: where it is older, the packages are those of an earlier lock.
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            (await ProgramRun.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Folder)).Succeeded();
    }
}
