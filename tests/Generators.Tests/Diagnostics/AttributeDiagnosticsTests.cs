using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS2010 and TWS2020–TWS2024: attributes that cannot be honoured, positions with gaps, and statics.</summary>
public sealed class AttributeDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    private const string Converters = """

        public sealed class TextConverter : JsonConverter<string>
        {
            public override string Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => "";
            public override void Write(System.Text.Json.Utf8JsonWriter writer, string value, System.Text.Json.JsonSerializerOptions options) { }
        }

        public sealed class WaitingConverter(int wait) : JsonConverter<int>
        {
            public override int Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => wait;
            public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) { }
        }

        public sealed class StreamConverter : JsonConverter<System.IO.Stream>
        {
            public override System.IO.Stream Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => null!;
            public override void Write(System.Text.Json.Utf8JsonWriter writer, System.IO.Stream value, System.Text.Json.JsonSerializerOptions options) { }
        }

        public abstract class AbstractConverter : JsonConverter<int>;
        public sealed class NoConverter;
        """;

    [Theory]
    [InlineData("NoConverter", "is not derived from JsonConverter<T>", "Derive it from JsonConverter<int>")]
    [InlineData("TextConverter", "is a converter of 'string'", "Derive it from JsonConverter<int>")]
    [InlineData("AbstractConverter", "is abstract or generic, so it cannot be created", "Name a converter that can")]
    [InlineData("JsonStringEnumConverter", "is a converter of enums", "Remove the attribute")]
    [InlineData(
        "WaitingConverter",
        "has no constructor without parameters that generated code could call",
        "Give it one that is public or internal")]
    public Task Converter_ThatCannotBeUsed_IsReported(string converter, string flaw, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record Say([property: JsonConverter(typeof({converter}))] int [|Text|]);" + Converters,
        "TWS2020",
        $"'Say.Text' has [JsonConverter(typeof({converter}))], but '{converter}' {flaw}. {remedy}.");

    [Fact]
    public Task Converter_OfAType_IsReportedThere() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say(Part Part); [JsonConverter(typeof(TextConverter))] public sealed record [|Part|](int X);" + Converters,
        "TWS2020",
        "'Part' has [JsonConverter(typeof(TextConverter))], but 'TextConverter' is a converter of 'string'. Derive it from JsonConverter<Part>.");

    [Fact]
    public Task Converter_ThatCanBeUsed_IsNotReported() => AnalyzerRun.VerifyNothingAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed record Say([property: JsonConverter(typeof(TextConverter))] string? Text, [property: JsonConverter(typeof(JsonStringEnumConverter))] Shade? Shade);
        public enum Shade;
        """ + Converters);

    [Fact]
    public Task Converter_OfATypeThatMessagePackLacks_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: JsonConverter(typeof(StreamConverter))] System.IO.Stream [|Text|]);" + Converters,
        "TWS2021",
        "'Say.Text' has a JSON converter, but in MessagePack type 'Stream' travels as it is, and it is a type of .NET that TypedWs does not know. "
        + "Use a type that it knows, or a record with what matters of it.");

    [Theory]
    [InlineData("[JsonIgnore, MessagePack.Key(0)] public string? [|Text|] { get; set; }", "[JsonIgnore] and [Key(0)]", "a member travels in both formats or in neither")]
    [InlineData("[MessagePack.IgnoreMember, JsonPropertyName(\"t\")] public string? [|Text|] { get; set; }", "[IgnoreMember] and [JsonPropertyName]", "a member travels in both formats or in neither")]
    [InlineData("[JsonIgnore, JsonRequired] public string? [|Text|] { get; set; }", "[JsonIgnore] and [JsonRequired]", "it does not travel")]
    [InlineData(
        "[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public required string? [|Text|] { get; set; }",
        "[JsonIgnore(Condition = WhenWritingNull)] and 'required'",
        "a payload that leaves it out is refused")]
    [InlineData(
        "[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonRequired] public int [|Text|] { get; set; }",
        "[JsonIgnore(Condition = WhenWritingDefault)] and [JsonRequired]",
        "a payload that leaves it out is refused")]
    [InlineData(
        "[JsonConverter(typeof(JsonNumberEnumConverter<Shade>)), JsonNumberHandling(JsonNumberHandling.Strict)] public Shade [|Text|] { get; set; }",
        "[JsonConverter] and [JsonNumberHandling]",
        "the converter alone decides how the number is written")]
    [InlineData(
        "[JsonExtensionData, MessagePack.Key(0)] public System.Text.Json.Nodes.JsonObject? [|Text|] { get; set; }",
        "[JsonExtensionData] and [Key(0)]",
        "unknown members are written beside the known ones, in JSON only")]
    public Task Attributes_ThatContradict_AreReported(string member, string what, string reason) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""[FromClient<ChatProtocol>] public sealed class Say { {{member}} } public enum Shade;""",
        "TWS2022",
        $"'Say.Text' has {what}: {reason}. Remove one of them.");

    [Fact]
    public Task Condition_ThatIsNeverMet_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed class Say { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int [|Text|] { get; set; } }",
        "TWS2022",
        "'Say.Text' has [JsonIgnore(Condition = WhenWritingNull)] and type 'int': it is never null. Use WhenWritingDefault.");

    [Fact]
    public Task Keys_OfTwoKinds_AreReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key(0)] string Text, [property: MessagePack.Key(\"w\")] string [|Words|]);",
        "TWS2022",
        "'Say.Words' has a key of another kind than the members before: an object is an array with numbers as keys, or a map with names. "
        + "Give all members of the type keys of one kind.");

    [Fact]
    public Task Attributes_ThatAgree_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            [JsonIgnore, MessagePack.IgnoreMember] public string? Ignored { get; set; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName("n")] public string? Note { get; set; }
            [JsonExtensionData, MessagePack.IgnoreMember] public System.Text.Json.Nodes.JsonObject? Others { get; set; }
            [JsonInclude, JsonPropertyOrder(2)] internal int Count { get; set; }
        }
        """);

    [Theory]
    [InlineData("[Key(2)]", 2, "position 1 is")]
    [InlineData("[Key(9)]", 9, "positions 1 to 8 are")]
    public Task Keys_WithAGap_AreReported(string key, int number, string gap) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record Say([property: MessagePack.Key(0)] string Text, [property: MessagePack.{key[1..^1]}] string [|Words|]);",
        "TWS2023",
        $"'Say.Words' has [Key({number})], but {gap} not taken: every object carries a nil there. Keep the gap where a member was removed; otherwise close it.",
        DiagnosticSeverity.Info);

    [Theory]
    [InlineData("private static int [|Count|];")]
    [InlineData("public static int [|Count|] { get; set; }")]
    public Task Static_ThatCanBeChanged_IsReported(string member) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""[FromClient<ChatProtocol>] public sealed class Say { public int X { get; set; } = 1; {{member}} public override string ToString() => $"{Count}"; }""",
        "TWS2024",
        "'Say.Count' is static and can be changed: it does not travel, and all connections share it. Make it read-only, or move it out of the type.",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task Static_ThatCannotBeChanged_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            public static readonly Say Nothing = new();
            public static Say Empty { get; } = new();
            public static int Twice { get => 2; set { } }
            public const int Most = 3;
        }
        """);

    [Theory]
    [InlineData("[JsonInclude] public int [|Count|];", "[JsonInclude]", "fields do not travel", "Make it a property")]
    [InlineData("[MessagePack.Key(0)] public int [|Count|];", "[Key(0)]", "fields do not travel", "Make it a property")]
    [InlineData(
        "[JsonInclude] private int [|Count|] { get; set; }",
        "[JsonInclude]",
        "generated code reads public properties, and internal ones marked [JsonInclude]",
        "Make it public")]
    [InlineData(
        "[JsonPropertyName(\"c\")] internal int [|Count|] { get; set; }",
        "[JsonPropertyName]",
        "generated code reads public properties, and internal ones marked [JsonInclude]",
        "Make it public")]
    public Task Attribute_ThatSendsWhatDoesNotTravel_IsReported(string member, string attribute, string reason, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""[FromClient<ChatProtocol>] public sealed class Say { {{member}} }""",
        "TWS2010",
        $"'Say.Count' has {attribute}, which TypedWs does not support: {reason}. {remedy}.");

    [Theory]
    [InlineData("JsonElement", "the member cannot hold unknown members", "Declare it as Dictionary<string, JsonElement>? or JsonObject?", "get; set;")]
    [InlineData("Nodes.JsonObject", "there may be nothing to fill", "Give the property a setter", "get;")]
    public Task ExtensionData_ThatCannotBeFilled_IsReported(string type, string reason, string remedy, string accessors) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""[FromClient<ChatProtocol>] public sealed class Say { [JsonExtensionData] public System.Text.Json.{{type}}? [|Others|] { {{accessors}} } }""",
        "TWS2010",
        $"'Say.Others' has [JsonExtensionData], which TypedWs does not support: {reason}. {remedy}.");
}
