using System.Text.RegularExpressions;

namespace TypedWs.EndToEnd.Tests.Docs;

/// <summary>The programs in <c>docs/interop.md</c>, as they stand there but for the server's address.</summary>
internal static partial class InteropPage
{
    private const string Server = "ws://localhost:5000/chat";
    private const string Login = "http://localhost:5000/login";

    /// <summary>The first fenced block under a heading.</summary>
    public static string Program(string heading, Uri server)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "interop.md"));
        string code = Section().Matches(page).Single(section => section.Groups["heading"].Value == heading).Groups["code"].Value;
        Assert.Contains(Server, code, StringComparison.Ordinal);
        Assert.Contains(Login, code, StringComparison.Ordinal);
        string login = new UriBuilder(server) { Scheme = Uri.UriSchemeHttp, Path = "/login" }.Uri.ToString();
        return code.Replace(Server, server.ToString(), StringComparison.Ordinal).Replace(Login, login, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^## (?<heading>[^\n]+)\n(?:(?!^## |^```).*\n)*?^```(?:python|js)\n(?<code>(?:.*\n)*?)^```$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
