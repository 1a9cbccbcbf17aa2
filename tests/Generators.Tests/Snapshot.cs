using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedWs.Tests;

namespace TypedWs.Generators.Tests;

/// <summary>
/// Compares generated files with <c>Snapshots/{Class}.{Test}#{Hint}.verified.cs</c>. A file that differs is written beside it as <c>.received.cs</c>;
/// with <c>TYPEDWS_ACCEPT_SNAPSHOTS=1</c> in the environment it is accepted instead. The conventions are those of Verify.SourceGenerators.
/// </summary>
internal static class Snapshot
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Generators.Tests", "Snapshots");

    private static bool Accepts => Environment.GetEnvironmentVariable("TYPEDWS_ACCEPT_SNAPSHOTS") == "1";

    /// <summary>Verifies the files that begin with one of the names; all files where no names are given.</summary>
    internal static void Verify(
        GeneratorRun run,
        string[]? names = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string test = "")
    {
        string prefix = Prefix(sourceFile, test);
        GeneratedSourceResult[] files = [.. run.Files.Where(file => names is null || names.Any(name => file.HintName == name + ".g.cs"))];
        Assert.Equal(names?.Length ?? run.Files.Length, files.Length);

        var problems = new List<string>();
        string[] verified = [.. files.Select(file => Compare(prefix + Path.GetFileNameWithoutExtension(file.HintName), ".cs", $"//HintName: {file.HintName}\n{file.SourceText}", problems))];
        foreach (string stale in Directory.EnumerateFiles(Folder, prefix + "*.verified.cs").Except(verified))
        {
            problems.Add($"{Path.GetFileName(stale)} is no longer generated.");
            if (Accepts)
            {
                File.Delete(stale);
            }
        }

        Assert.True(problems.Count == 0 || Accepts, string.Join(Environment.NewLine, problems));
    }

    /// <summary>Verifies a text, in <c>Snapshots/{Class}.{Test}#{name}.verified.txt</c>.</summary>
    internal static void Verify(string text, string name, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        var problems = new List<string>();
        Compare(Prefix(sourceFile, test) + name, ".txt", text, problems);
        Assert.True(problems.Count == 0 || Accepts, string.Join(Environment.NewLine, problems));
    }

    private static string Prefix(string sourceFile, string test) => $"{Path.GetFileNameWithoutExtension(sourceFile)}.{test}#";

    private static string Compare(string name, string extension, string text, List<string> problems)
    {
        string path = Path.Combine(Folder, name);
        string verified = path + ".verified" + extension;
        string received = path + ".received" + extension;
        File.Delete(received);
        if (!File.Exists(verified) || File.ReadAllText(verified).ReplaceLineEndings("\n") != text)
        {
            problems.Add($"{Path.GetFileName(verified)} differs from what is generated; compare it with {Path.GetFileName(received)}.");
            File.WriteAllText(Accepts ? verified : received, text);
        }

        return verified;
    }
}
