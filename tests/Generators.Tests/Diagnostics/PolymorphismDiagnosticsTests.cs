namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS2012: cases of polymorphic types.</summary>
public sealed class PolymorphismDiagnosticsTests
{
    private const string JsonUsing = "using System.Text.Json;";

    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] public sealed record Say(Shape Shape);

        """;

    [Theory]
    [InlineData(
        "[[|JsonDerivedType(typeof(Other), \"x\")|]]",
        "lists 'Other', which does not derive from it",
        "Name a type that does")]
    [InlineData(
        "[[|JsonDerivedType(typeof(Middle), \"x\")|]]",
        "lists 'Middle', which is abstract",
        "Name the types that a receiver can create")]
    [InlineData(
        "[[|JsonDerivedType(typeof(Open<>), \"x\")|]]",
        "lists 'Open<>', which is generic",
        "Name the type with its arguments")]
    [InlineData(
        "[JsonDerivedType(typeof(Circle), \"x\"), [|JsonDerivedType(typeof(Circle), \"y\")|]]",
        "lists 'Circle' twice",
        "Keep one of the attributes")]
    [InlineData(
        "[[|JsonDerivedType(typeof(Circle))|]]",
        "lists 'Circle' without a discriminator, so a receiver could not tell what it got",
        "Add one, as in [JsonDerivedType(typeof(Circle), \"circle\")]")]
    [InlineData(
        "[JsonDerivedType(typeof(Circle), \"x\"), [|JsonDerivedType(typeof(Square), \"x\")|]]",
        "lists 'Circle' and 'Square' with one discriminator in JSON",
        "Give each a discriminator of its own")]
    [InlineData(
        "[JsonDerivedType(typeof(Circle), 3), MessagePack.Union(0, typeof(Circle)), [|JsonDerivedType(typeof(Square), 0)|]]",
        "lists 'Circle' and 'Square' with one discriminator in MessagePack",
        "Give each a discriminator of its own")]
    [InlineData(
        "[[|MessagePack.Union(0, \"Circle\")|], JsonDerivedType(typeof(Circle), 3)]",
        "names a case by a string",
        "Name it by typeof(…)")]
    [InlineData(
        "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"radius\"), [|JsonDerivedType(typeof(Circle), \"x\")|]]",
        "has its discriminator in \"radius\", which is also the JSON name of 'Circle.Radius'",
        "Rename one of them: [JsonPolymorphic(TypeDiscriminatorPropertyName = \"…\")]")]
    [InlineData(
        "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"Radius\"), [|JsonDerivedType(typeof(Circle), \"x\")|]]",
        "has its discriminator in \"Radius\", which is also the JSON name of 'Circle.Radius'",
        "Rename one of them: [JsonPolymorphic(TypeDiscriminatorPropertyName = \"…\")]")]
    [InlineData(
        "[[|JsonDerivedType(typeof(Converted), \"x\")|]]",
        "lists 'Converted', which has a [JsonConverter], where a case is an object with a discriminator",
        "Remove the converter; the polymorphic type may have one that writes all cases")]
    public Task Cases_ThatCannotBe_AreReported(string attributes, string flaw, string remedy) => AnalyzerRun.VerifyAsync(
        JsonUsing + Protocol + $$"""
        {{attributes}}
        public abstract record Shape;
        public sealed record Circle(double Radius) : Shape;
        public sealed record Square(double Side) : Shape;
        public abstract record Middle : Shape;
        public sealed record Open<T>(T Value) : Shape;
        [JsonConverter(typeof(ShapeConverter<Converted>))] public sealed record Converted : Shape;
        public sealed class ShapeConverter<T> : JsonConverter<T>
        {
            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();
            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) { }
        }
        public sealed record Other;
        """,
        "TWS2012",
        $"'Shape' is polymorphic, but {flaw}. {remedy}.");

    [Fact]
    public Task Discriminator_OfTheNameThatAPolicyMakes_IsReported() => AnalyzerRun.VerifyAsync(
        """
        [Protocol("chat", Naming = NamingPolicy.SnakeCaseLower)] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] public sealed record Say(Shape Shape);
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "shape_kind"), [|JsonDerivedType(typeof(Circle), "circle")|]]
        public abstract record Shape;
        public sealed record Circle(string ShapeKind) : Shape;
        """,
        "TWS2012",
        "'Shape' is polymorphic, but has its discriminator in \"shape_kind\", which is also the JSON name of 'Circle.ShapeKind'. "
        + "Rename one of them: [JsonPolymorphic(TypeDiscriminatorPropertyName = \"…\")].");

    [Fact]
    public Task Converter_OnThePolymorphicType_IsNotReported() => AnalyzerRun.VerifyNothingAsync(JsonUsing + Protocol + """
        [JsonConverter(typeof(ShapeConverter))]
        [MessagePack.Union(0, typeof(Shape)), MessagePack.Union(1, typeof(Circle))]
        public record Shape;
        public sealed record Circle([property: JsonExtensionData] Dictionary<string, JsonElement>? Kind = null) : Shape
        {
            public double Radius { get; init; }
        }

        public sealed class ShapeConverter : JsonConverter<Shape>
        {
            public override Shape Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();
            public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) { }
        }
        """);

    [Fact]
    public Task Type_WithoutCases_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + "[JsonPolymorphic] public abstract record [|Shape|];",
        "TWS2012",
        "'Shape' is polymorphic, but lists no case. Add [JsonDerivedType(typeof(…), \"…\")] for each type that it may be.");

    [Theory]
    [InlineData("UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType", "UnknownDerivedTypeHandling")]
    [InlineData("IgnoreUnrecognizedTypeDiscriminators = true", "IgnoreUnrecognizedTypeDiscriminators")]
    public Task Option_ThatIsNotSupported_IsReported(string argument, string option) => AnalyzerRun.VerifyAsync(
        Protocol + $$"""
        [[|JsonPolymorphic({{argument}})|], JsonDerivedType(typeof(Circle), "circle")]
        public record Shape;
        public sealed record Circle(double Radius) : Shape;
        """,
        "TWS2010",
        $"'Shape' has [JsonPolymorphic({option} = …)], which TypedWs does not support: what is no known case is refused. "
        + "Remove the option, and list all cases.");

    [Fact]
    public Task Case_OfUnsupportedMembers_IsReportedAtTheMember() => AnalyzerRun.VerifyAsync(
        Protocol + """
        [JsonDerivedType(typeof(Circle), "circle")]
        public abstract record Shape;
        public sealed record Circle(object [|Radius|]) : Shape;
        """,
        "TWS2001",
        "'Circle.Radius' has type 'object', which says nothing of what it contains. Use a type that does, or JsonElement for any JSON.");

    [Fact]
    public Task Cases_OfEveryKind_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [JsonDerivedType(typeof(Circle), "circle")]
        [JsonDerivedType(typeof(Open<int>), 3)]
        [MessagePack.Union(0, typeof(Circle))]
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
        public record Shape;
        public sealed record Circle(double Radius, [property: JsonIgnore] int Kind = 0) : Shape;
        public sealed record Open<T>(T Value) : Shape;
        """);

    [Fact]
    public Task Message_ThatIsPolymorphic_IsNotReported() => AnalyzerRun.VerifyNothingAsync("""
        [Protocol("chat")] public partial class ChatProtocol;
        [FromClient<ChatProtocol>] [JsonDerivedType(typeof(Shout), "shout")] public record Say(string Text) : IReturns<Say?>;
        [FromClient<ChatProtocol>] public sealed record Shout(string Text, int Volume) : Say(Text);
        """);
}
