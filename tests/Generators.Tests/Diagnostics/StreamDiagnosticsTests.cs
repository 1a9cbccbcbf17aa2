namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1030–TWS1034 and TWS2030: what is wrong with a message's streams.</summary>
public sealed class StreamDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Fact]
    public Task Streams_Twice_AreReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record [|Watch|](string Room) : IStreams<int>, IStreams<string>;",
        "TWS1030",
        "Message 'Watch' is IStreams<int> and IStreams<string>; a message has one stream in each direction. Keep one of them, with items that can be either.");

    [Fact]
    public Task Accepts_Twice_AreReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromServer<ChatProtocol>] public sealed record [|Store|](string Name) : IAccepts<int>, IAccepts<string>, IReturns;",
        "TWS1030",
        "Message 'Store' is IAccepts<int> and IAccepts<string>; a message has one stream in each direction. Keep one of them, with items that can be either.");

    [Theory]
    [InlineData("IReturns")]
    [InlineData("IReturns<int>")]
    public Task Streams_BesideAReply_AreReported(string reply) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record [|Watch|](string Room) : {reply}, IStreams<string>;",
        "TWS1031",
        $"Message 'Watch' is {reply} and IStreams<string>; the stream is the answer. Keep one of them.");

    [Fact]
    public Task Accepts_Alone_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record [|Store|](string Name) : IAccepts<int>;",
        "TWS1032",
        "Message 'Store' is IAccepts<int> and nothing else; the answer is what ends the stream. Add IReturns, IReturns<TReply> or IStreams<TItem>.");

    [Fact]
    public Task StreamMember_NamedLikeAMember_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record [|Store|](string Stream) : IAccepts<int>, IReturns;",
        "TWS1033",
        "Message 'Store' takes a stream along in the member \"stream\", which is also the name of one of its members. "
        + "Give the stream another name with [StreamMember(\"…\")].");

    [Fact]
    public Task StreamMember_Empty_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>, StreamMember(\"\")] public sealed record [|Store|](string Name) : IAccepts<int>, IReturns;",
        "TWS1033",
        "Message 'Store' takes a stream along in the member \"\", which is empty. Give the stream another name with [StreamMember(\"…\")].");

    [Fact]
    public Task StreamMember_WithoutAStream_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>, StreamMember(\"lines\")] public sealed record [|Watch|](string Room) : IStreams<int>;",
        "TWS1034",
        "Message 'Watch' names the member \"lines\" for a stream, but takes none along. Add IAccepts<TItem>, or remove [StreamMember].");

    [Theory]
    [InlineData("IStreams<object>")]
    [InlineData("IAccepts<object>, IReturns")]
    public async Task Items_ThatCannotTravel_AreReported(string declared)
    {
        Microsoft.CodeAnalysis.Diagnostic diagnostic = Assert.Single(await AnalyzerRun.AnalyzeAsync(
            ContractCompilation.Create(Protocol + $"[FromClient<ChatProtocol>] public sealed record Watch(string Room) : {declared};")));

        Assert.Equal("TWS2030", diagnostic.Id);
        Assert.StartsWith(
            "The items of a stream of 'Watch' have type 'object', which ",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public Task Streams_AsTheyShouldBe_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>, FromServer<ChatProtocol>] public sealed record Watch(string Stream) : IStreams<int>;
        [FromClient<ChatProtocol>] public sealed record Store(string Name) : IAccepts<byte[]>, IReturns;
        [FromClient<ChatProtocol>] public sealed record Count(string Name) : IAccepts<byte[]>, IReturns<int>;
        [FromServer<ChatProtocol>, StreamMember("lines")] public sealed record Print(string Stream) : IAccepts<string>, IStreams<string>;
        """);
}
