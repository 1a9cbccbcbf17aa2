using System.Text.RegularExpressions;
using TypedWs.Tests;

namespace TypedWs.AspNetCore.Tests.Proxies;

/// <summary>The configurations in <c>docs/proxies.md</c>.</summary>
internal static partial class ProxiesPage
{
    /// <summary>The block of a language.</summary>
    public static string Configuration(string language)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "proxies.md"));
        return Block().Matches(page).Single(block => block.Groups["language"].Value == language).Groups["text"].Value;
    }

    /// <summary>Changes what the page says, which it must say.</summary>
    public static string Changed(this string configuration, string old, string @new)
    {
        Assert.Contains(old, configuration, StringComparison.Ordinal);
        return configuration.Replace(old, @new, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```(?<language>nginx|haproxy)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
