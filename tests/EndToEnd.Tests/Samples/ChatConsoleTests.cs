namespace TypedWs.EndToEnd.Tests.Samples;

public sealed class ChatConsoleTests(ChatServerProcess server) : IClassFixture<ChatServerProcess>
{
    [Theory]
    [InlineData("--json")]
    [InlineData("--msgpack")]
    public async Task Console_TypedLines_AreSaidAndAnswered(string format)
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "dotnet",
            ["exec", TestFiles.ChatClient, format, "--url", server.Uri.ToString(), "--user", "ada", "--room", $"console{format}"],
            input: "hello\n/who\n/history\n/quit\n");

        string output = run.Succeeded().Output;
        Assert.Contains($"* in console{format}: ada", output, StringComparison.Ordinal);
        Assert.Contains(" ada: hello", output, StringComparison.Ordinal);
        Assert.Contains("* ada is there (at a console)", output, StringComparison.Ordinal);
        Assert.Matches(@"\* \d\d:\d\d:\d\d ada: hello", output);
    }

    [Theory]
    [InlineData("moderator", "* the history is empty")]
    [InlineData("ada", "* only moderators may do that")]
    public async Task Console_Clear_IsForModerators(string user, string answer)
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "dotnet",
            ["exec", TestFiles.ChatClient, "--url", server.Uri.ToString(), "--user", user, "--room", $"cleared by {user}"],
            input: "/clear\n/quit\n");

        Assert.Contains(answer, run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_BothFormats_IsAnError()
    {
        ProgramRun run = await ProgramRun.RunAsync("dotnet", ["exec", TestFiles.ChatClient, "--json", "--msgpack"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Choose one of --json and --msgpack", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_NoServer_SaysSoAndFails()
    {
        ProgramRun run = await ProgramRun.RunAsync("dotnet", ["exec", TestFiles.ChatClient, "--url", "ws://127.0.0.1:9/chat"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("127.0.0.1:9", run.Errors, StringComparison.Ordinal);
    }
}
