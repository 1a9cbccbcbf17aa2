namespace TypedWs.EndToEnd.Tests.Samples;

public sealed class RawClientTests
{
    [Fact]
    public async Task RawClient_OwnEchoServer_TellsEachStepInOrder()
    {
        ProgramRun run = await ProgramRun.RunAsync("dotnet", ["exec", TestFiles.RawClient], input: "a typed line\n\n");

        string[] lines = run.Succeeded().Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("TCP connected", lines[0]);
        Assert.StartsWith("open: 101, ", lines[1], StringComparison.Ordinal);
        Assert.Equal(["Text: hello", "Binary: 010203", "Text: a typed line"], lines[2..5]);
        Assert.StartsWith("closed: 1000 that was all", lines[5], StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }
}
