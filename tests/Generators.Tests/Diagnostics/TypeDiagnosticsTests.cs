namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS2001–TWS2004 and TWS2009: types that cannot travel.</summary>
public sealed class TypeDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Theory]
    [InlineData("object", "says nothing of what it contains", "Use a type that does, or JsonElement for any JSON")]
    [InlineData("dynamic", "says nothing of what it contains", "Use a type that does, or JsonElement for any JSON")]
    [InlineData("int[,]", "has more than one dimension", "Use an array of arrays")]
    [InlineData("Action", "is a delegate", "Use data; code does not travel")]
    [InlineData(
        "Dictionary<TimeSpan, string>",
        "has keys of type 'TimeSpan', for which JSON has no names",
        "Use keys of string, char, integers, Guid, DateOnly or an enum, or a list of records")]
    [InlineData("SortedSet<Uri>", "sorts elements of type 'Uri', which cannot be compared", "Let the type implement IComparable<T>, or use another set")]
    [InlineData(
        "PriorityQueue<string, int>",
        "has the order of a comparer, which does not travel",
        "Use a list of elements with their priorities")]
    [InlineData(
        "System.Collections.ArrayList",
        "is a collection that TypedWs does not know",
        "Use one of System.Collections.Generic, Immutable, Frozen or Concurrent")]
    [InlineData("Progress<int>", "is a type of .NET that TypedWs does not know", "Use a type that it knows, or a record with what matters of it")]
    [InlineData("nint", "is a type of .NET that TypedWs does not know", "Use a type that it knows, or a record with what matters of it")]
    [InlineData("IShape", "is an interface, so a receiver could not create it", "Use a concrete type")]
    [InlineData("Shape", "is abstract, so a receiver could not create it", "Use a concrete type")]
    public Task Member_OfUnsupportedType_IsReported(string type, string reason, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""
        [FromClient<ChatProtocol>] public sealed record Say({{type}} [|Text|]);
        public interface IShape;
        public abstract record Shape;
        """,
        "TWS2001",
        $"'Say.Text' has type '{type[(type.LastIndexOf('.') + 1)..]}', which {reason}. {remedy}.");

    [Fact]
    public Task Member_OfUnsupportedTypeInsideOthers_IsReportedOnceWhereItIsDeclared() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>] public sealed record Say(List<Part?> Parts);
        [FromClient<ChatProtocol>] public sealed record Shout(Part Part);
        public sealed record Part(Dictionary<string, System.IO.Stream[]> [|Streams|]);
        """,
        "TWS2001",
        "'Part.Streams' has type 'Stream', which is a type of .NET that TypedWs does not know. "
        + "Use a type that it knows, or a record with what matters of it.");

    [Fact]
    public Task Member_OfSupportedType_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>] public sealed record Say(List<Part?> Parts, Dictionary<string, int[][]>? Map, DateOnly? Day);
        public sealed record Part(Uri Link);
        """);

    [Fact]
    public Task Reply_OfUnsupportedType_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record [|Say|] : IReturns<System.IO.Stream>;",
        "TWS2002",
        "The reply of 'Say' has type 'Stream', which is a type of .NET that TypedWs does not know. "
        + "Use a type that it knows, or a record with what matters of it.");

    [Theory]
    [InlineData("Task", "Task", "Declare IReturns")]
    [InlineData("Task<string>", "Task<string>", "Declare IReturns<string>")]
    [InlineData("ValueTask<string>", "ValueTask<string>", "Declare IReturns<string>")]
    public Task Reply_ThatIsATask_IsReported(string reply, string name, string remedy) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record [|Say|] : IReturns<System.Threading.Tasks.{reply}>;",
        "TWS2002",
        $"The reply of 'Say' has type '{name}', which is a task; what answers the request is a task anyway. {remedy}.");

    [Fact]
    public Task Reply_OfSupportedType_IsNotReported()
        => AnalyzerRun.VerifyNothingAsync(Protocol + "[FromClient<ChatProtocol>] public sealed record Say : IReturns<IReadOnlyList<string?>>;");

    [Fact]
    public Task Type_WithSeveralConstructors_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class [|Say|]
        {
            public Say(string text) => Text = text;
            public Say(int text) => Text = "";
            public string Text { get; }
        }
        """,
        "TWS2003",
        "'Say' travels, but cannot be created from a payload: it has no constructor that generated code could choose. "
        + "Make it a record, leave one public constructor, or mark one [JsonConstructor].");

    [Fact]
    public Task Type_WithUnmatchedParameter_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            public Say(string [|words|]) => Text = words;
            public string Text { get; set; }
        }
        """,
        "TWS2003",
        "'Say' travels, "
        + "but cannot be created from a payload: its constructor's parameter 'words' has no public property of that name and type 'string'. "
        + "Add the property, or give the parameter a default value.");

    [Fact]
    public Task Type_WithIgnoredParameter_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed record Say([property: JsonIgnore] string [|Text|]);",
        "TWS2003",
        "'Say' travels, but cannot be created from a payload: its constructor needs 'Text', but the property is ignored. "
        + "Give the parameter a default value or make it nullable.");

    [Fact]
    public Task Type_WithIgnoredRequiredMember_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed class Say { [JsonIgnore] public required string [|Text|] { get; set; } }",
        "TWS2003",
        "'Say' travels, but cannot be created from a payload: 'Text' is required, but it is ignored. Remove 'required'.");

    [Fact]
    public Task Type_WithRequiredField_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[FromClient<ChatProtocol>] public sealed class Say { public required string [|Text|]; }",
        "TWS2003",
        "'Say' travels, but cannot be created from a payload: 'Text' is required, but fields do not travel. Make it a property.");

    [Fact]
    public Task GenericClass_WithInitOnlyMember_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>] public sealed record Say(Of<string> Text);
        public sealed class Of<T> { public int [|Count|] { get; init; } }
        """,
        "TWS2003",
        "'Of<string>' travels, but cannot be created from a payload: 'Count' is init-only in a generic class, "
        + "and cannot be left as it is when a payload lacks it. "
        + "Make the class a record, or the property required or settable.");

    [Fact]
    public Task Type_WithUsableConstructor_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class Say
        {
            public Say() { }
            [JsonConstructor] internal Say(string text, int? skipped, int more = 3) => (Text, Skipped, More) = (text, skipped, more);
            public string Text { get; } = "";
            [JsonIgnore] public int? Skipped { get; }
            [JsonIgnore] public int More { get; }
        }
        """);

    [Fact]
    public Task Type_WithInaccessibleMarkedConstructor_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public sealed class [|Say|]
        {
            public Say() { }
            [JsonConstructor] private Say(string text) => Text = text;
            public string Text { get; set; } = "";
        }
        """,
        "TWS2003",
        "'Say' travels, but cannot be created from a payload: it has no constructor that generated code could choose. "
        + "Make it a record, leave one public constructor, or mark one [JsonConstructor].");

    [Fact]
    public Task Type_Inaccessible_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [FromClient<ChatProtocol>]
        public class Say
        {
            public Part? Text { get; set; }
            public class Part { public Hidden[]? [|Inner|] { get; set; } protected class Hidden; }
        }
        """,
        "TWS2004",
        "'Say.Part.Inner' uses 'Say.Part.Hidden', which generated code cannot access because it is protected. Make it internal or public.");

    [Fact]
    public Task Type_Internal_IsNotReported() => AnalyzerRun.VerifyNothingAsync("""
        [Protocol("chat")] internal partial class ChatProtocol;
        [FromClient<ChatProtocol>] internal sealed record Say(Part Text);
        internal sealed record Part(int X);
        """);

    [Theory]
    [InlineData(129)]
    public Task Type_WithTooManyMembers_IsReported(int count) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>] public sealed record [|Say|]({Parameters(count)});",
        "TWS2009",
        $"'Say' has {count} members; a type that travels has at most 128. Group some of them in a type of their own.");

    [Theory]
    [InlineData(128)]
    public Task Type_WithManyMembers_IsNotReported(int count)
        => AnalyzerRun.VerifyNothingAsync(Protocol + $"[FromClient<ChatProtocol>] public sealed record Say({Parameters(count)});");

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(0, count).Select(static index => $"int M{index}"));
}
