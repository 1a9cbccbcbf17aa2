using System.Numerics;
using System.Text.Json;
using MessagePack;
using Codecs = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Generators.Tests.RoundTrips.Combined;

/// <summary>Attributes, policies, polymorphism and collections on the same types: as the libraries write them.</summary>
public sealed class CombinedTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions AnyOrder = new(JsonSerializerDefaults.Web) { AllowOutOfOrderMetadataProperties = true };
    private static readonly JsonSerializerOptions Styled = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper };

    private static readonly Furnish Piece = new(
        new Table { MainWood = Wood.Beech, EdgeLength = 1.5, LegsOf = { [Wood.Oak] = 4 } },
        new KeyValuePair<string, int>("hall", 2));

    [Theory]
    [InlineData("""{"kind":"opened","door":1,"before":null,"x":2}""")]
    [InlineData("""{"door":1,"x":[{"kind":3}],"kind":"opened","y":null}""")]
    [InlineData("""{"\u006bind":"opened","door":1}""")]
    [InlineData("""{"kind":"opened","door":1,"before":{"door":2,"x":true}}""")]
    public void ExtensionData_OfACase_LeavesOutTheDiscriminator(string json)
    {
        INotice expected = JsonSerializer.Deserialize<INotice>(json, AnyOrder)!;

        string written = Wire.ToJson(CombinedCodecs.INotice, Wire.FromJson(CombinedCodecs.INotice, json));

        Assert.Equal(JsonSerializer.Serialize(expected, Json), written);
    }

    // System.Text.Json writes a JsonObject in braces of its own here, which is no JSON.
    [Theory]
    [InlineData("""{"kind":2,"text":"t","x":{"kind":"opened"}}""", """{"kind":2,"text":"t","x":{"kind":"opened"}}""")]
    [InlineData("""{"x":1,"text":"t","y":null,"kind":2}""", """{"kind":2,"text":"t","x":1,"y":null}""")]
    public void ExtensionData_InAJsonObject_LeavesOutTheDiscriminator(string json, string expected)
        => Assert.Equal(expected, Wire.ToJson(CombinedCodecs.INotice, Wire.FromJson(CombinedCodecs.INotice, json)));

    [Fact]
    public void ExtensionData_WithEqualNames_KeepsTheLast()
    {
        Noted read = Assert.IsType<Noted>(Wire.FromJson(CombinedCodecs.INotice, """{"kind":2,"x":{"a":1,"a":2},"y":[{"b":3,"b":4}]}"""));

        Assert.Equal("""{"x":{"a":2},"y":[{"b":4}]}""", read.More!.ToJsonString());
    }

    [Fact]
    public void ExtensionData_OfATypeThatIsNoCaseHere_KeepsWhatIsCalledLikeADiscriminator()
    {
        const string Text = """{"notice":{"kind":"opened","before":{"kind":"q"}},"plain":{"kind":"p"},"others":[]}""";

        Report report = Wire.FromJson(CombinedCodecs.Report, Text);

        Assert.Null(((Opened)report.Notice).More);
        Assert.Equal("q", ((Opened)report.Notice).Before!.More!["kind"].GetString());
        Assert.Equal("p", report.Plain!.More!["kind"].GetString());
    }

    [Fact]
    public void ExtensionData_OfACaseByPosition_Ends()
    {
        Opened read = Assert.IsType<Opened>(Wire.FromJson(CombinedCodecs.INotice, """["opened",{"door":3,"kind":"q"}]"""));

        Assert.Equal(3, read.Door);
        Assert.Equal("q", read.More!["kind"].GetString());
    }

    [Fact]
    public void NumberHandling_OfDictionariesWithNumbersAsKeys_ConcernsTheValues()
    {
        Quantities value = new()
        {
            ByNumber = { [-1] = long.MaxValue, [7] = 0 },
            ByLargeNumber = { [Int128.MinValue] = (Half)1.5, [0] = null },
            Large = Int128.MaxValue,
            Row = new[] { 1, -2 },
            Plain = { [3] = 4 },
        };

        string json = Wire.ToJson(CombinedCodecs.Quantities, value);

        Assert.Equal(JsonSerializer.Serialize(value, Json), json);
        Assert.Contains("\"byNumber\":{\"-1\":\"9223372036854775807\",\"7\":\"0\"}", json, StringComparison.Ordinal);
        Assert.Equal(json, Wire.ToJson(CombinedCodecs.Quantities, Wire.FromJson(CombinedCodecs.Quantities, json)));
    }

    [Fact]
    public void QuotedNumbers_InDictionariesWithNumbersAsKeys_AreRead()
        => Assert.Equal(4, Wire.FromJson(CombinedCodecs.Quantities, """{"plain":{"3":"4"}}""").Plain[3]);

    [Fact]
    public void QuotedNumbers_OfEveryScalar_AreRead()
    {
        Assert.Equal((Half)1.5, Wire.FromJson(Codecs.Half, "\"1.5\""));
        Assert.Equal(Int128.MinValue, Wire.FromJson(Codecs.Int128, $"\"{Int128.MinValue}\""));
        Assert.Equal(UInt128.MaxValue, Wire.FromJson(Codecs.UInt128, $"\"{UInt128.MaxValue}\""));
        Assert.Equal(BigInteger.MinusOne, Wire.FromJson(Codecs.BigInteger, "\"\\u002d1\""));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    public void QuotedText_ThatIsNoNumber_IsRefused(string json)
    {
        Assert.Throws<PayloadException>(() => Wire.FromJson(Codecs.Half, json));
        Assert.Throws<PayloadException>(() => Wire.FromJson(Codecs.BigInteger, json));
    }

    [Fact]
    public void Policies_OfAPolymorphicType_ConcernMembersNotDiscriminators()
    {
        string json = Wire.ToJson(StyledCodecs.Furnish, Piece);

        Assert.Equal(JsonSerializer.Serialize(Piece, Styled), json);
        Assert.Equal(
            """{"MAIN-PIECE":{"$type":"roundTable","EDGE-LENGTH":1.5,"LEGS-OF":{"Oak":4},"MAIN-WOOD":1},"ROOM-AND-FLOOR":{"KEY":"hall","VALUE":2}}""",
            json);
        Assert.Equal(json, Wire.ToJson(StyledCodecs.Furnish, Wire.FromJson(StyledCodecs.Furnish, json)));
    }

    [Theory]
    [InlineData("""{"$type":"roundTable","MAIN-WOOD":2}""", "MAIN-WOOD")]
    [InlineData("""{"$type":"roundTable","LEGS-OF":{"2":1}}""", "LEGS-OF")]
    public void UnknownEnumValue_ByNumber_IsRefusedWhereTheProtocolSaysSo(string json, string path)
    {
        PayloadException exception = Assert.Throws<PayloadException>(() => Wire.FromJson(StyledCodecs.Furniture, json));

        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("expected a number that has a name in the enum, but it has none", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownEnumValue_InMessagePack_IsRefusedWhereTheProtocolSaysSo()
    {
        byte[] messagePack = Wire.ToMessagePack(StyledCodecs.Furniture, new Table { MainWood = (Wood)2 });

        Assert.Throws<PayloadException>(() => Wire.FromMessagePack(StyledCodecs.Furniture, messagePack));
    }

    [Fact]
    public void Converter_OfAPolymorphicType_WritesItsJson()
    {
        Drawing drawing = new([new Dot(3), null, new Line(4)]);

        string json = Wire.ToJson(CombinedCodecs.Drawing, drawing);

        Assert.Equal("""{"marks":[3,null,"4"]}""", json);
        Assert.Equal(JsonSerializer.Serialize(drawing, Json), json);
        Assert.Equal(drawing.Marks, Wire.FromJson(CombinedCodecs.Drawing, json).Marks);
    }

    [Fact]
    public void Converter_OfAPolymorphicType_LeavesMessagePackToItsCases()
    {
        Drawing drawing = new([new Dot(3), null, new Line(4, [new Dot(5), null])]);

        byte[] messagePack = Wire.ToMessagePack(CombinedCodecs.Drawing, drawing);

        Assert.Equal(MessagePackSerializer.Serialize(drawing, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(messagePack, Wire.ToMessagePack(CombinedCodecs.Drawing, Wire.FromMessagePack(CombinedCodecs.Drawing, messagePack)));
    }
}
