using System.Threading.Channels;
using Microsoft.Playwright;
using TypedWs.EndToEnd.Tests.Browser;

namespace TypedWs.EndToEnd.Tests.Docs;

/// <summary>The programs in <c>docs/interop.md</c> do with the chat sample's server what the page says.</summary>
public sealed class InteropPageTests(ChatServerProcess server, NodePackages node, Python python, ChromiumBrowser browser)
    : IClassFixture<ChatServerProcess>, IClassFixture<NodePackages>, IClassFixture<Python>, IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task Python_Program_JoinsAndTalks()
    {
        ProgramRun run = await ProgramRun.RunAsync(python.Program, ["-"], input: InteropPage.Program("Python", server.Uri));

        string output = run.Succeeded().Output;
        Assert.Contains("'python'", Lines(output).Single(static line => line.StartsWith("answer ", StringComparison.Ordinal)), StringComparison.Ordinal);
        string said = Lines(output).Single(static line => line.StartsWith("chat.said ", StringComparison.Ordinal));
        Assert.Contains("'user': 'python', 'text': 'hello'", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_Program_JoinsAndTalks()
    {
        ProgramRun run = await node.RunModuleAsync(InteropPage.Program("Node.js", server.Uri));

        string output = run.Succeeded().Output;
        Assert.Contains("\"node\"", Lines(output).Single(static line => line.StartsWith("1 [1,null,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(Lines(output), static line => line.StartsWith("2 [\"chat.said\",[\"lobby\",\"node\",\"hello\",", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_Program_JoinsAsksAndIsAsked()
    {
        IPage page = await browser.OpenAsync(server.PageUri);
        var logged = Channel.CreateUnbounded<string>();
        page.Console += (_, message) => logged.Writer.TryWrite(message.Text);

        await page.AddScriptTagAsync(new() { Type = "module", Content = InteropPage.Program("A browser", server.Uri) });

        string line;
        do
            line = await logged.Soon();
        while (!line.StartsWith("2 ", StringComparison.Ordinal));
        Assert.Contains("""{"user":"browser","presence":{"away":false,"note":"in a browser"}}""", line, StringComparison.Ordinal);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
