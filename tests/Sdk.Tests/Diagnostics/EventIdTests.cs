using System.Text.RegularExpressions;

namespace TypedWs.Tests.Diagnostics;

/// <summary>Event ids are one list over all packages, and users look them up in the documentation.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void EventIds_OverAllPackages_AreUniqueAndDocumented()
    {
        string source = Path.Combine(Repository.Root, "src");
        int[] ids =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .SelectMany(static file => LoggerMessage().Matches(File.ReadAllText(file)))
                .Select(static match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
                .Order(),
        ];
        int[] documented =
        [
            .. DocumentedId().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "observability.md")))
                .Select(static match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
                .Order(),
        ];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(ids, documented);
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId = )?(\d+)")]
    private static partial Regex LoggerMessage();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedId();
}
