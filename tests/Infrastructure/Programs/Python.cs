using System.Reflection;

namespace TypedWs.Tests;

/// <summary>Python with the modules <c>websockets</c> and <c>msgpack</c>, as Debian packages them. Without one the tests that use it are skipped.</summary>
public sealed class Python : IAsyncLifetime
{
    // Debian's own first: what else is called python3 does not see Debian's modules.
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    private string? _program;

    /// <summary>The program. Skips the test where there is none.</summary>
    public string Program
    {
        get
        {
            Assert.SkipWhen(_program is null, "No Python with the modules websockets and msgpack is installed (in Debian: python3-websockets, python3-msgpack).");
            return _program!;
        }
    }

    /// <summary>The folder of the test project's Python programs.</summary>
    public static string Folder
        => typeof(Python).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "python").Value!;

    public async ValueTask InitializeAsync()
    {
        foreach (string candidate in Candidates)
        {
            if (_program is null && await HasModulesAsync(candidate))
                _program = candidate;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<bool> HasModulesAsync(string candidate)
        => (Path.IsPathRooted(candidate) ? File.Exists(candidate) : ProgramRun.Exists(candidate))
            && (await ProgramRun.RunAsync(candidate, ["-c", "import websockets, msgpack"])).ExitCode == 0;
}
