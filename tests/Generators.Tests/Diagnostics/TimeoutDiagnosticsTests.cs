namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1035: time-outs that cannot be used.</summary>
public sealed class TimeoutDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Fact]
    public Task Timeout_OfAOneWayMessage_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[[|FromClient<ChatProtocol>(TimeoutMilliseconds = 5000)|]] public sealed record Say(string Text);",
        "TWS1035",
        "Message 'Say' states a time-out of 5000 ms, which a one-way message, which is not answered, does not have. Leave it out.");

    [Theory]
    [InlineData("IStreams<int>")]
    [InlineData("IAccepts<int>, IReturns")]
    [InlineData("IAccepts<int>, IStreams<int>")]
    public Task Timeout_OfAStream_IsReported(string declared) => AnalyzerRun.VerifyAsync(
        Protocol + $"[[|FromServer<ChatProtocol>(TimeoutMilliseconds = -1)|]] public sealed record Watch(string Room) : {declared};",
        "TWS1035",
        "Message 'Watch' states a time-out of -1 ms, which a message with a stream, which lasts as long as it is used, does not have. Leave it out; the limit is PeerOptions.StreamIdleTimeout.");

    [Fact]
    public Task Timeout_BelowInfinite_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[[|FromClient<ChatProtocol>(TimeoutMilliseconds = -2)|]] public sealed record Join(string Room) : IReturns;",
        "TWS1035",
        "Message 'Join' states a time-out of -2 ms, which is below −1. State a positive one, −1 for none, or leave it out for PeerOptions.RequestTimeout.");

    [Fact]
    public async Task Timeouts_OfBothDirections_ThatDiffer_AreReported()
    {
        Microsoft.CodeAnalysis.Diagnostic[] diagnostics = [.. await AnalyzerRun.AnalyzeAsync(ContractCompilation.Create(
            Protocol + "[FromClient<ChatProtocol>(TimeoutMilliseconds = 1), FromServer<ChatProtocol>] public sealed record Probe : IReturns;"))];

        Assert.Equal(["TWS1035", "TWS1035"], diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Contains(
            diagnostics,
            static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
                == "Message 'Probe' states a time-out of 1 ms, which differs from that of its other direction. State the same in both attributes.");
    }

    [Fact]
    public Task Timeouts_AsTheyShouldBe_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [Protocol("other")] public partial class OtherProtocol;
        [FromClient<ChatProtocol>(TimeoutMilliseconds = 5000), FromServer<ChatProtocol>(TimeoutMilliseconds = 5000), FromClient<OtherProtocol>] public sealed record Probe : IReturns;
        [FromClient<ChatProtocol>("chat.enter", TimeoutMilliseconds = -1)] public sealed record Join(string Room) : IReturns<int>;
        [FromServer<ChatProtocol>(TimeoutMilliseconds = 0)] public sealed record Said(string Text);
        [FromServer<ChatProtocol>(TimeoutMilliseconds = 0)] public sealed record Watch(string Text) : IStreams<int>;
        """);
}
