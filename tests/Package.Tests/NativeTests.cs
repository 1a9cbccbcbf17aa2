using TypedWs.Tests;

namespace TypedWs.Package.Tests;

/// <summary>A client and a server compiled to native code, with every supported kind of type.</summary>
public sealed class NativeTests(PackagesFixture packages)
{
    private static readonly string[] Linkers = ["clang", "gcc"];

    [Fact]
    public async Task AotSmoke_Published_HasNoWarningAndConverses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Native code is compiled and run on Linux only.");
        Assert.SkipUnless(Linkers.Any(IsInstalled), "Neither clang nor gcc is installed: native code cannot be linked.");
        string output = Directory.CreateTempSubdirectory("typedws-native-").FullName;
        try
        {
            // With the packages' version, what was compiled for them is not compiled again.
            string published = await CommandLine.RunAsync(
                Path.Combine(Repository.Root, "tests", "AotSmoke"),
                new Dictionary<string, string>(),
                "dotnet",
                ["publish", "-c", "Release", "-o", output, "-p:Native=true", $"-p:Version={packages.Version}"]);
            string conversation = await CommandLine.RunAsync(output, new Dictionary<string, string>(), Path.Combine(output, "AotSmoke"));

            Assert.DoesNotContain("warning", published, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("30 values came back as they were sent, by native code.", conversation.Trim());
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
