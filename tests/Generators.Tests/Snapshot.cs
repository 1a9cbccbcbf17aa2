using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Tests;

/// <summary>
/// Compares generated files with <c>Snapshots/{Class}.{Test}#{Hint}.verified.cs</c>. A file that differs is written beside it as <c>.received.cs</c>;
/// with <c>TYPEDWS_ACCEPT_SNAPSHOTS=1</c> in the environment it is accepted instead. The conventions are those of Verify.SourceGenerators.
/// </summary>
internal static class Snapshot
{
    private static bool Accepts => Environment.GetEnvironmentVariable("TYPEDWS_ACCEPT_SNAPSHOTS") == "1";

    /// <summary>Verifies the files that begin with one of the names; all files where no names are given.</summary>
    internal static void Verify(
        GeneratorRun run,
        string[]? names = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string test = "")
    {
        string prefix = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{test}#";
        string folder = Path.Combine(FindProject(sourceFile), "Snapshots");
        GeneratedSourceResult[] files = [.. run.Files.Where(file => names is null || names.Any(name => file.HintName == name + ".g.cs"))];
        Assert.Equal(names?.Length ?? run.Files.Length, files.Length);

        var problems = new List<string>();
        string[] verified = [.. files.Select(file => Compare(folder, prefix, file, problems))];
        foreach (string stale in Directory.EnumerateFiles(folder, prefix + "*.verified.cs").Except(verified))
        {
            problems.Add($"{Path.GetFileName(stale)} is no longer generated.");
            if (Accepts)
            {
                File.Delete(stale);
            }
        }

        Assert.True(problems.Count == 0 || Accepts, string.Join(Environment.NewLine, problems));
    }

    private static string Compare(string folder, string prefix, GeneratedSourceResult file, List<string> problems)
    {
        string path = Path.Combine(folder, prefix + Path.GetFileNameWithoutExtension(file.HintName));
        string verified = path + ".verified.cs";
        string received = path + ".received.cs";
        string text = $"//HintName: {file.HintName}\n{file.SourceText}";
        File.Delete(received);
        if (!File.Exists(verified) || File.ReadAllText(verified).ReplaceLineEndings("\n") != text)
        {
            problems.Add($"{Path.GetFileName(verified)} differs from what is generated; compare it with {Path.GetFileName(received)}.");
            File.WriteAllText(Accepts ? verified : received, text);
        }

        return verified;
    }

    private static string FindProject(string sourceFile)
    {
        string? folder = Path.GetDirectoryName(sourceFile);
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "Snapshots")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("There is no folder 'Snapshots' above the test.");
    }
}
