using System.Diagnostics;
using System.Reflection;

namespace TypedWs.Fidelity.Tests;

/// <summary>The matrix against a later MessagePack-CSharp: these tests in a process of its own, with its assemblies in the place of ours.</summary>
public sealed class LaterMessagePackTests
{
    internal const string MajorVariable = "TYPEDWS_MESSAGEPACK_MAJOR";

    private const string Version = "3.1.12";

    [Fact]
    public async Task Values_OfEveryType_AreThoseOfMessagePack3()
    {
        Assert.SkipUnless(MessagePackCSharp.Major == 2, "this is the later one");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typedws-fidelity-");
        try
        {
            Lift(folder.FullName);
            (int exitCode, string output) = await RunAsync(folder.FullName, TestContext.Current.CancellationToken);

            Assert.True(exitCode == 0, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Lift(string folder)
    {
        string packages = typeof(LaterMessagePackTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "Packages").Value!;
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (string package in (string[])["MessagePack", "MessagePack.Annotations"])
        {
            string library = Path.Combine(packages, package.ToLowerInvariant(), Version, "lib");
            string assembly = Directory
                .EnumerateFiles(library, package + ".dll", SearchOption.AllDirectories)
                .OrderByDescending(static path => path.Contains("net9.0", StringComparison.Ordinal))
                .ThenByDescending(static path => path.Contains("net8.0", StringComparison.Ordinal))
                .First();
            File.Copy(assembly, Path.Combine(folder, package + ".dll"), overwrite: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, CancellationToken cancellationToken)
    {
        string assembly = Path.Combine(folder, Path.GetFileName(typeof(LaterMessagePackTests).Assembly.Location));
        ProcessStartInfo start = new("dotnet", ["exec", assembly, "--no-progress", "--no-ansi", "--filter-class", typeof(MessagePackTests).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [MajorVariable] = "3" },
        };
        using Process process = Process.Start(start)!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
