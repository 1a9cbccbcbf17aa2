namespace TypedWs.Tests;

/// <summary>Finds the repository's folders from where the tests were built to: source paths are mapped away in deterministic builds.</summary>
internal static class Repository
{
    /// <summary>The folder of TypedWs.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TypedWs.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"TypedWs.sln stands in no folder above {AppContext.BaseDirectory}.");
    }
}
