using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS2005–TWS2008, TWS2010 and TWS2011: names, positions and attributes of members.</summary>
public sealed class MemberDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Fact]
    public Task JsonName_OfTwoMembers_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """[FromClient<ChatProtocol>] public sealed record Say(string Text, [property: JsonPropertyName("text")] string [|Words|]);""",
        "TWS2005",
        "'Say.Words' and 'Say.Text' both have the JSON name \"text\". Give one of them another with [JsonPropertyName].");

    [Fact]
    public Task JsonName_OfOneMember_IsNotReported() => AnalyzerRun.VerifyNothingAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed record Say([property: JsonPropertyName("words")] string Text, [property: JsonPropertyName("text")] string Words);
        """);

    [Fact]
    public Task Key_OfTwoMembers_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed record Say([property: MessagePack.Key(0)] string Text, [property: MessagePack.Key(0)] string [|Words|]);
        """,
        "TWS2006",
        "'Say.Words' and 'Say.Text' both have [Key(0)]. Give each member a position of its own.");

    [Fact]
    public Task Key_OnSomeMembersOnly_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key(0)] string Text, string [|Words|]);",
        "TWS2007",
        "'Say.Words' has no [Key], but other members of 'Say' have one. Add [Key] to it, or [IgnoreMember] if it does not travel.");

    [Theory]
    [InlineData(-1)]
    [InlineData(128)]
    public Task Key_OutOfRange_IsReported(int key) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key({key})] string [|Text|]);",
        "TWS2008",
        $"'Say.Text' has [Key({key})]; positions run from 0 to 127, and each gap costs a byte. Choose a small number.");

    [Fact]
    public Task Key_OnEveryMember_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            [MessagePack.Key(1)] public int Last { get; set; }
            [MessagePack.Key(0)] public int First { get; set; }
            [MessagePack.IgnoreMember] public int Ignored { get; set; }
        }
        """);

    [Theory]
    [InlineData(
        "[JsonExtensionData]",
        "[JsonExtensionData]",
        "the member cannot hold unknown members",
        "Declare it as Dictionary<string, JsonElement>? or JsonObject?")]
    [InlineData("[JsonNumberHandling(JsonNumberHandling.WriteAsString)]", "[JsonNumberHandling]", "its type holds no numbers", "Remove the attribute")]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]", null, "", "")]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]", null, "", "")]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.Never)]", null, "", "")]
    [InlineData(
        "[JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]",
        "[JsonIgnore(Condition = …)]",
        "a member travels in both directions or in none",
        "Use WhenWritingNull, WhenWritingDefault or no condition")]
    [InlineData("[MessagePack.Key(\"t\")]", null, "", "")]
    [InlineData(
        "[MessagePack.MessagePackFormatter(typeof(Other))]",
        "[MessagePackFormatter]",
        "a formatter needs MessagePackSerializerOptions, which native AOT cannot have",
        "Declare the member with the type that travels")]
    [InlineData(
        "[Converting]",
        "[Converting]",
        "what makes the converter is known at run time only",
        "Use [JsonConverter(typeof(…))]")]
    [InlineData(
        "[Obsolete(\"Gone.\", DiagnosticId = \"X1\")]",
        "[Obsolete(DiagnosticId = …)]",
        "generated code has to use it, and cannot silence a warning of your own",
        "Remove the id")]
    [InlineData("[Obsolete(\"Gone.\", true)]", "[Obsolete(error: true)]", "generated code has to use it", "Make it a warning")]
    public Task Attribute_OnMember_IsReportedUnlessSupported(string attribute, string? name, string reason, string remedy)
    {
        string source = Protocol + $$"""
            [FromClient<ChatProtocol>] public sealed class Say { {{attribute}} public string? {{(name is null ? "Text" : "[|Text|]")}} { get; set; } }
            public class Other;
            public sealed class ConvertingAttribute : JsonConverterAttribute;
            """;
        return name is null
            ? AnalyzerRun.VerifyNothingAsync(source)
            : AnalyzerRun.VerifyAsync(source, "TWS2010", $"'Say.Text' has {name}, which TypedWs does not support: {reason}. {remedy}.");
    }

    [Theory]
    [InlineData(
        "[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]",
        "[JsonUnmappedMemberHandling]",
        "members that a contract does not know are skipped",
        "Remove the attribute")]
    public Task Attribute_OnType_IsReported(string attribute, string name, string reason, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] {attribute} public class [|Say|];",
        "TWS2010",
        $"'Say' has {name}, which TypedWs does not support: {reason}. {remedy}.");

    [Theory]
    [InlineData("public int [|Count|];", "a field", "Make it a property")]
    [InlineData(
        "public int [|Count|] { get; } = 3;",
        "a property that neither has a setter nor is set by the constructor",
        "Add a constructor parameter or an accessible setter")]
    [InlineData(
        "public int [|Count|] { get; private set; }",
        "a property whose setter generated code cannot access",
        "Add a constructor parameter or an accessible setter")]
    public Task Member_ThatSeemsToTravel_IsReported(string member, string what, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""[FromClient<ChatProtocol>] public sealed class Say { {{member}} }""",
        "TWS2011",
        $"'Say.Count' is {what}, so it does not travel. {remedy}, or mark it [JsonIgnore] if that is intended.",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task Member_ThatPlainlyDoesNotTravel_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            public const int Most = 3;
            public static readonly int Least = 1;
            public int Computed => Most - Least;
            [JsonIgnore] public int Field;
            [JsonIgnore] public int Fixed { get; } = 3;
            public int Internal { get; internal set; }
        }
        """);
}
