using TypedWs.Tests;

[assembly: AssemblyFixture(typeof(TypedWs.Package.Tests.PackagesFixture))]

namespace TypedWs.Package.Tests;

/// <summary>
/// Packs the packages into a folder feed under a version that no cache knows, and builds a contracts project, a server and a client from them in an empty
/// folder outside of the repository.
/// </summary>
public sealed class PackagesFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("typedws-packages-");
    private readonly Dictionary<string, string> _environment = [];

    /// <summary>The packages' version.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>The folder feed.</summary>
    public string Feed => Path.Combine(_root.FullName, "feed");

    /// <summary>The package cache that only this fixture uses.</summary>
    public string PackageCache => Path.Combine(_root.FullName, "packages");

    /// <summary>Where the consumer's projects stand.</summary>
    public string Consumer => Path.Combine(_root.FullName, "consumer");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string repository = Repository.Root;
        foreach (string project in (string[])["Transport", "Sdk", "Hosting", "AspNetCore", "Testing"])
            await RunAsync(repository, "pack", $"src/{project}", "-c", "Release", "-o", Feed, $"-p:Version={Version}");

        Copy(new DirectoryInfo(Path.Combine(repository, "tests", "Package.Tests", "Consumer")), Consumer);
        await File.WriteAllTextAsync(
            Path.Combine(Consumer, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{Feed}" /></packageSources></configuration>""");
        _environment["NUGET_PACKAGES"] = PackageCache;
        foreach (string project in (string[])["Server", "Client"])
            await BuildAsync(project);
    }

    /// <summary>Builds one of the consumer's projects; a warning fails it.</summary>
    public Task<string> BuildAsync(string project) => RunAsync(Path.Combine(Consumer, project), "build", $"-p:TypedWsVersion={Version}");

    /// <summary>Runs the dotnet command with the fixture's own package cache.</summary>
    public Task<string> RunAsync(string directory, params string[] arguments) => CommandLine.RunAsync(directory, _environment, "dotnet", arguments);

    /// <summary>Where a consumer's project was built to.</summary>
    public string OutputOf(string project) => Path.Combine(Consumer, project, "bin", "Debug", "net10.0");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Copies a folder, without what a build left in it.</summary>
    internal static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (FileInfo file in source.EnumerateFiles())
            file.CopyTo(Path.Combine(target, file.Name), overwrite: true);
        foreach (DirectoryInfo directory in source.EnumerateDirectories().Where(d => d.Name is not ("bin" or "obj")))
            Copy(directory, Path.Combine(target, directory.Name));
    }
}
