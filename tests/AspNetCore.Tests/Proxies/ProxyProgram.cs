namespace TypedWs.AspNetCore.Tests.Proxies;

/// <summary>How a proxy of other people's is configured and started. Without it the tests that use it are skipped.</summary>
public abstract class ProxyProgram
{
    /// <summary>The name of the configuration within its folder.</summary>
    public const string Configuration = "proxy.conf";

    // Where Debian puts servers, which not every user has in the path.
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin"];

    /// <summary>What it is called, as a program and as a language of the page.</summary>
    public abstract string Name { get; }

    /// <summary>What it answers while there is no server behind it.</summary>
    public abstract int NoServerStatus { get; }

    /// <summary>Stays in the foreground as one process, which keeps its files in a folder.</summary>
    public abstract IReadOnlyList<string> Arguments(string folder);

    /// <summary>The page's configuration, listening on a port of this machine.</summary>
    public abstract string Configure(string documented, ProxySettings settings, int port);

    /// <summary>The file of the program. Skips the test where there is none.</summary>
    public string Find()
    {
        string? file = Folders.Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"{Name} is not installed.");
        return file!;
    }

    public override string ToString() => Name;
}
