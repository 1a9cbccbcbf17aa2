namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1041 to TWS1043: what is wrong with a message's policy for slow clients.</summary>
public sealed class SlowPolicyDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("quotes")] public partial class QuotesProtocol;
        public sealed class Box { public int Value { get; set; } }

        """;

    [Fact]
    public Task Policy_OfAMessageOfTheClient_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<QuotesProtocol>, [|WhenSlow(SlowPolicy.DropOldest)|]] public sealed record Watch(string Symbol);",
        "TWS1041",
        "Message 'Watch' is marked [WhenSlow], but only clients send it; only one-way messages of the server may be dropped, or wait. Remove [WhenSlow].");

    [Theory]
    [InlineData("IReturns")]
    [InlineData("IStreams<int>")]
    public Task Policy_OfARequest_IsReported(string answer) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromServer<QuotesProtocol>, [|WhenSlow(SlowPolicy.Disconnect)|]] public sealed record Ask(string Symbol) : {answer};",
        "TWS1041",
        "Message 'Ask' is marked [WhenSlow], but it is a request; only one-way messages of the server may be dropped, or wait. Remove [WhenSlow].");

    [Theory]
    [InlineData("\"Ticker\"", "Ticker", "the message has no public property of that name")]
    [InlineData("\"Symbol,\"", "", "the message has no public property of that name")]
    [InlineData("\"Hidden\"", "Hidden", "the message has no public property of that name")]
    [InlineData("nameof(Quote.Venues)", "Venues", "values of type 'string[]' are equal only where they are the same object")]
    [InlineData("nameof(Quote.Symbol) + \",\" + nameof(Quote.Box)", "Box", "values of type 'Box' are equal only where they are the same object")]
    public Task Key_ThatCannotBeUsed_IsReported(string key, string name, string flaw) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""
            [FromServer<QuotesProtocol>, [|WhenSlow(SlowPolicy.LatestOnly, Key = {{key}})|]] public sealed record Quote(string Symbol, string[] Venues, Box Box)
            {
                internal int Hidden => 1;
            }
            """,
        "TWS1042",
        $"Message 'Quote' is marked [WhenSlow] with the key '{name}', but {flaw}. Name properties whose values tell which messages replace each other, such as Key = nameof(Quote.Symbol).");

    [Theory]
    [InlineData("Wait")]
    [InlineData("DropOldest")]
    [InlineData("DropNewest")]
    [InlineData("Disconnect")]
    public Task Key_WithAnotherPolicy_IsReported(string policy) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromServer<QuotesProtocol>, [|WhenSlow(SlowPolicy.{policy}, Key = nameof(Quote.Symbol))|]] public sealed record Quote(string Symbol);",
        "TWS1043",
        "Message 'Quote' is marked [WhenSlow] with the key 'Symbol', but only SlowPolicy.LatestOnly replaces messages by their key. State that policy, or remove the key.");

    [Fact]
    public Task Policies_AsTheyShouldBe_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        public readonly record struct Pair(int A, int B);
        [FromServer<QuotesProtocol>, FromClient<QuotesProtocol>, WhenSlow(SlowPolicy.DropOldest)] public sealed record Said(string Text);
        [FromServer<QuotesProtocol>, WhenSlow(SlowPolicy.LatestOnly)] public sealed record Clock(DateTimeOffset At);
        [FromServer<QuotesProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Quote.Symbol) + ", " + nameof(Quote.Pair) + "," + nameof(Quote.Day))]
        public sealed record Quote(string Symbol, Pair Pair, DayOfWeek? Day, decimal Price);
        [FromServer<QuotesProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Update.Topic))] public sealed record Update(string Text)
        {
            [JsonIgnore] public Version Topic { get; init; } = new();
        }
        """);
}
