namespace TypedWs.EndToEnd.Tests.Samples;

public sealed class QuickstartTests
{
    [Fact]
    public async Task Quickstart_Run_PrintsWhatEachReceives()
    {
        ProgramRun run = await ProgramRun.RunAsync("dotnet", ["exec", TestFiles.Quickstart]);

        string[] lines = run.Succeeded().Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("The server listens at ws://127.0.0.1:", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "ada joined in Json; in the room: ada",
                "bob joined in MessagePack; in the room: ada, bob",
                "ada says hello",
                "ada receives \"hello\" from ada",
                "bob receives \"hello\" from ada",
                "bob says hello yourself",
                "ada receives \"hello yourself\" from bob",
                "bob receives \"hello yourself\" from bob",
                "the server asks ada: are you there? yes, ada is typing",
                "the server asks bob: are you there? yes, bob is typing",
                "That was all: one server, two formats, the same records.",
            ],
            lines[1..]);
        Assert.Empty(run.Errors);
    }
}
