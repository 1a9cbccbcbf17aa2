namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1036–TWS1038 and TWS2031: what is wrong with the errors that a message declares.</summary>
public sealed class ErrorDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;
        public sealed record RoomFull(int Limit);
        public sealed record Banned(string Reason);

        """;

    [Fact]
    public Task Error_OfAOneWayMessage_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>, [|MessageError<RoomFull>(1)|]] public sealed record Say(string Text);",
        "TWS1036",
        "Message 'Say' declares the error 'RoomFull', but is one-way: nobody waits for an answer. Add IReturns, IReturns<TReply> or IStreams<TItem>, or remove [MessageError].");

    [Theory]
    [InlineData("RoomFull")]
    [InlineData("Banned")]
    public Task Code_Twice_IsReported(string type) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>, FromServer<ChatProtocol>, MessageError<RoomFull>(1), [|MessageError<{type}>(1)|]] public sealed record Join(string Room) : IReturns;",
        "TWS1037",
        $"Message 'Join' declares 'RoomFull' and '{type}' with the code 1; a caller could not tell them apart. Give each error a code of its own.");

    [Theory]
    [InlineData(-32899)]
    [InlineData(-32700)]
    [InlineData(-32603)]
    [InlineData(-32000)]
    public Task Code_ThatIsReserved_IsReported(int code) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>, [|MessageError<RoomFull>({code})|]] public sealed record Join(string Room) : IStreams<int>;",
        "TWS1038",
        $"Message 'Join' declares an error with the code {code}, which is reserved, as all from −32899 to −32000 are. Choose another, such as 1.");

    [Fact]
    public async Task Error_ThatCannotTravel_IsReported()
    {
        Microsoft.CodeAnalysis.Diagnostic diagnostic = Assert.Single(await AnalyzerRun.AnalyzeAsync(
            ContractCompilation.Create(Protocol + "[FromClient<ChatProtocol>, MessageError<object>(1)] public sealed record Join(string Room) : IReturns;")));

        Assert.Equal("TWS2031", diagnostic.Id);
        Assert.StartsWith("An error of 'Join' has type 'object', which ", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Member_OfAnErrorThatCannotTravel_IsReported()
    {
        Microsoft.CodeAnalysis.Diagnostic diagnostic = Assert.Single(await AnalyzerRun.AnalyzeAsync(
            ContractCompilation.Create(Protocol + "public sealed record Odd(object Value); [FromClient<ChatProtocol>, MessageError<Odd>(1)] public sealed record Join(string Room) : IReturns;")));

        Assert.Equal("TWS2001", diagnostic.Id);
    }

    [Fact]
    public Task Error_LessAccessibleThanItsProtocol_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "internal sealed record Hidden(int Limit); [FromClient<ChatProtocol>, MessageError<Hidden>(1)] public sealed record [|Join|](string Room) : IReturns;",
        "TWS1011",
        "'Hidden' is internal, but the types generated for protocol 'ChatProtocol' are public and mention it. Make it public, or the protocol internal.");

    [Fact]
    public Task Errors_AsTheyShouldBe_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>, FromServer<ChatProtocol>, MessageError<RoomFull>(0), MessageError<RoomFull>(-31999), MessageError<Banned>(-32900)] public sealed record Join(string Room) : IReturns<int>;
        [FromClient<ChatProtocol>, MessageError<int>(1), MessageError<string>(2), MessageError<List<RoomFull>>(3), MessageError<int?>(4)] public sealed record Watch : IStreams<int>;
        [FromServer<ChatProtocol>, MessageError<RoomFull>(1)] public sealed record Store(string Name) : IAccepts<byte[]>, IReturns;
        [FromServer<ChatProtocol>, MessageError<RoomFull>(1)] public sealed record Print(string Name) : IAccepts<string>, IStreams<string>;
        """);
}
