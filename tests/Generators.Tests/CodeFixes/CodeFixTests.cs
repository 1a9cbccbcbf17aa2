using Microsoft.CodeAnalysis.CodeFixes;
using TypedWs.Generators.CodeFixes;

namespace TypedWs.Generators.Tests.CodeFixes;

/// <summary>Each code fix removes its diagnostic and nothing else.</summary>
public sealed class CodeFixTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Theory]
    [InlineData("public sealed class ChatProtocol;", "public sealed partial class ChatProtocol;")]
    [InlineData("class ChatProtocol { }", "partial class ChatProtocol { }")]
    public Task Protocol_IsMadePartial(string before, string after) => CodeFixRun.VerifyAsync(
        new MakePartialCodeFix(),
        "Make it partial",
        $"[Protocol(\"chat\")] {before}",
        $"[Protocol(\"chat\")] {after}");

    [Fact]
    public async Task Protocol_OfAnotherShape_IsLeftToTheUser()
        => Assert.Empty(await CodeFixRun.OffersAsync(new MakePartialCodeFix(), """[Protocol("chat")] public static partial class ChatProtocol;"""));

    [Fact]
    public Task Class_NamedByAMessage_IsMadeAProtocol() => CodeFixRun.VerifyAsync(
        new MarkProtocolCodeFix(),
        "Mark 'ChatRoomProtocol' [Protocol]",
        """
        // The rooms.
        public sealed class ChatRoomProtocol;
        [FromClient<ChatRoomProtocol>] public sealed record Say(string Text);
        """,
        """
        // The rooms.
        [Protocol("chat-room")]
        public sealed partial class ChatRoomProtocol;
        [FromClient<ChatRoomProtocol>] public sealed record Say(string Text);
        """);

    [Theory]
    [InlineData("FromClient")]
    [InlineData("FromServer")]
    public Task Request_WithoutProtocol_IsGivenToOne(string attribute) => CodeFixRun.VerifyAsync(
        new AddSenderCodeFix(),
        $"Mark it [{attribute}<ChatProtocol>]",
        Protocol + "public sealed record Ask(string Text) : IReturns<int>;",
        Protocol + $"[{attribute}<ChatProtocol>]\npublic sealed record Ask(string Text) : IReturns<int>;");

    [Theory]
    [InlineData("IReturns<System.Threading.Tasks.Task<int>>", "IReturns<int>", "Return the task's result")]
    [InlineData("IReturns<System.Threading.Tasks.ValueTask>", "IReturns", "Return nothing")]
    public Task Reply_ThatIsATask_IsUnwrapped(string before, string after, string title) => CodeFixRun.VerifyAsync(
        new UnwrapReplyCodeFix(),
        title,
        Protocol + $"[FromClient<ChatProtocol>] public sealed record Ask(string Text) : {before};",
        Protocol + $"[FromClient<ChatProtocol>] public sealed record Ask(string Text) : {after};");

    [Fact]
    public async Task Reply_ThatIsNoTask_IsLeftToTheUser() => Assert.Empty(await CodeFixRun.OffersAsync(
        new UnwrapReplyCodeFix(),
        Protocol + "[FromClient<ChatProtocol>] public sealed record Ask(string Text) : IReturns<object>;"));

    [Fact]
    public Task JsonName_ThatIsTaken_IsNumbered() => CodeFixRun.VerifyAsync(
        new NameMemberCodeFix(),
        "Name it \"text2\" in JSON",
        Protocol + """[FromClient<ChatProtocol>] public sealed record Say(string Text, [property: JsonPropertyName("text")] string Words);""",
        Protocol + """[FromClient<ChatProtocol>] public sealed record Say(string Text, [property: JsonPropertyName("text2")] string Words);""");

    [Fact]
    public Task JsonName_ThatAnotherMemberHasTaken_IsGivenByAttribute() => CodeFixRun.VerifyAsync(
        new NameMemberCodeFix(),
        "Name it \"words2\" in JSON",
        Protocol + """[FromClient<ChatProtocol>] public sealed record Say([property: JsonPropertyName("words")] string Text, string Words);""",
        Protocol + """[FromClient<ChatProtocol>] public sealed record Say([property: JsonPropertyName("words")] string Text, [property: JsonPropertyName("words2")] string Words);""");

    [Fact]
    public Task Key_ThatIsMissing_IsTheNextOne() => CodeFixRun.VerifyAsync(
        new AssignKeyCodeFix(),
        "Give it [Key(1)]",
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            [MessagePack.Key(0)]
            public string? Text { get; set; }

            public string? Words { get; set; }
        }
        """,
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            [MessagePack.Key(0)]
            public string? Text { get; set; }

            [MessagePack.Key(1)]
            public string? Words { get; set; }
        }
        """);

    [Fact]
    public Task Key_ThatIsTaken_IsTheNextOne() => CodeFixRun.VerifyAsync(
        new AssignKeyCodeFix(),
        "Give it [Key(1)]",
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key(0)] string Text, [property: MessagePack.Key(0)] string Words);",
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key(0)] string Text, [property: MessagePack.Key(1)] string Words);");

    [Theory]
    [InlineData("public int Count;", "public int Count { get; set; }", "Make it a property")]
    [InlineData("public readonly int Count = 3;", "public int Count { get; init; } = 3;", "Make it a property")]
    [InlineData("public int Count { get; } = 3;", "public int Count { get; init; } = 3;", "Add 'init'")]
    [InlineData("public int Count;", "[JsonIgnore]\n    public int Count;", "Mark it [JsonIgnore]")]
    public Task Member_ThatDoesNotTravel_IsMadeToOrMarked(string before, string after, string title) => CodeFixRun.VerifyAsync(
        new SendMemberCodeFix(),
        title,
        Protocol + $"[FromClient<ChatProtocol>]\npublic sealed class Say\n{{\n    {before}\n}}",
        Protocol + $"[FromClient<ChatProtocol>]\npublic sealed class Say\n{{\n    {after}\n}}");

    [Theory]
    [InlineData("private static int Count = 3;", "private static readonly int Count = 3;")]
    [InlineData("public static int Count { get; set; } = 3;", "public static int Count { get; } = 3;")]
    public Task Static_ThatCanBeChanged_IsMadeReadOnly(string before, string after) => CodeFixRun.VerifyAsync(
        new MakeReadOnlyCodeFix(),
        "Make it read-only",
        Protocol + $"[FromClient<ChatProtocol>]\npublic sealed class Say\n{{\n    {before}\n}}",
        Protocol + $"[FromClient<ChatProtocol>]\npublic sealed class Say\n{{\n    {after}\n}}");

    [Fact]
    public Task Name_OfTwoMessages_IsNumbered() => CodeFixRun.VerifyAsync(
        new NameMessageCodeFix(),
        "Name it \"talk2\" on the wire",
        Protocol + """
        [FromClient<ChatProtocol>("talk")] public sealed record Say(string Text);
        [FromServer<ChatProtocol>("talk")] public sealed record Said(string Text);
        """,
        Protocol + """
        [FromClient<ChatProtocol>("talk")] public sealed record Say(string Text);
        [FromServer<ChatProtocol>("talk2")] public sealed record Said(string Text);
        """);

    /// <summary>IDEs find fixes by their export.</summary>
    [Fact]
    public void Fixes_AreExported() => Assert.All(
        typeof(MakePartialCodeFix).Assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(CodeFixProvider))),
        static type => Assert.NotEmpty(type.GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false)));
}
