using System.Text.RegularExpressions;

namespace TypedWs.Generators.Tests.Docs;

/// <summary>
/// A fenced block of C# in the docs. An HTML comment before it says what is special: <c>snippet: continues</c> (needs the ones before it) or
/// <c>snippet: not compiled, because …</c>.
/// </summary>
internal sealed partial record Snippet(string Page, int Line, string Code, bool Continues, bool IsCompiled)
{
    internal static IEnumerable<Snippet> In(string page, string markdown)
        => Fence().Matches(markdown).Select(match => new Snippet(
            page,
            markdown.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1,
            match.Groups["code"].Value,
            match.Groups["mark"].Value == "continues",
            !match.Groups["mark"].Value.StartsWith("not compiled, because", StringComparison.Ordinal)));

    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"(?:^<!-- snippet: (?<mark>[^\n]*) -->\n)?^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
