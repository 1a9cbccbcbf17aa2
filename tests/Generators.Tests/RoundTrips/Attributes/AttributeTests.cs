using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Generators.Tests.RoundTrips.Attributes;

/// <summary>Each attribute has the effect that it has in the library that it comes from; the payloads are compared byte by byte.</summary>
public sealed class AttributeTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void JsonPropertyName_NamesTheMember() => AssertSame(AttributesCodecs.Named, new Named { Name = "n", Ignored = 3 });

    [Fact]
    public void JsonIgnore_WithAConditionThatIsMet_LeavesTheMemberOutOfJsonOnly()
    {
        AssertSame(AttributesCodecs.Conditional, new Conditional());

        Assert.Equal("""{"always":null}""", Wire.ToJson(AttributesCodecs.Conditional, new Conditional()));
    }

    [Fact]
    public void JsonIgnore_WithAConditionThatIsNotMet_ChangesNothing() => AssertSame(
        AttributesCodecs.Conditional,
        new Conditional { Text = "", Number = 0, Count = 1, Price = new Money(0, "EUR"), Items = [], Always = "a" });

    [Fact]
    public void JsonIgnore_OnAConstructorParameter_MakesItOptional()
    {
        AssertSame(AttributesCodecs.ConditionalParameter, new ConditionalParameter(0, "n"));

        Assert.Equal("""{"name":"n"}""", Wire.ToJson(AttributesCodecs.ConditionalParameter, new ConditionalParameter(0, "n")));
    }

    [Fact]
    public void JsonPropertyOrder_OrdersJson() => AssertSame(AttributesCodecs.Ordered, new Ordered { Middle = 2, Last = 3, First = 1 });

    [Fact]
    public void JsonInclude_OpensAPrivateSetter() => AssertJson(AttributesCodecs.Included, new Included(4) { Note = "n" });

    [Fact]
    public void JsonRequired_RefusesAPayloadWithoutTheMember()
        => Assert.Contains("count", Assert.Throws<PayloadException>(() => Wire.FromJson(AttributesCodecs.Included, "{}")).Message, StringComparison.Ordinal);

    [Fact]
    public void JsonInclude_SendsAnInternalMember() => AssertJson(AttributesCodecs.IncludedInternal, new IncludedInternal { Secret = "s" });

    [Fact]
    public void JsonNumberHandling_WritesAsItSays() => AssertSame(AttributesCodecs.Numbers, new Numbers
    {
        Id = long.MinValue,
        Rate = double.NaN,
        Prices = [1.50m, -3, decimal.MaxValue],
        Strict = 4,
        Map = new() { ["a"] = 1.5e20f, ["b"] = null, ["c"] = float.NegativeInfinity, ["d"] = float.PositiveInfinity },
        Plain = 7,
    });

    [Fact]
    public void JsonNumberHandling_OfAType_AppliesToItsNumbersOnly()
        => AssertSame(AttributesCodecs.AllNumbers, new AllNumbers(-1, [0, 1e300, 0.1], "3", new Money(1, null)));

    [Theory]
    [InlineData("""{"strict":"4"}""", "strict")]
    [InlineData("""{"rate":"4"}""", "rate")]
    [InlineData("""{"rate":"nan"}""", "rate")]
    [InlineData("""{"rate":"\ud800"}""", "rate")]
    [InlineData("""{"map":{"a":"infinity"}}""", "map")]
    [InlineData("""{"plain":"NaN"}""", "plain")]
    public void JsonNumberHandling_RefusesWhatItDoesNotSay(string json, string path)
    {
        Assert.StartsWith(path, Assert.Throws<PayloadException>(() => Wire.FromJson(AttributesCodecs.Numbers, json)).Path, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Numbers>(json, Json));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("\"4\"")]
    [InlineData("\"-4\"")]
    [InlineData("\"\\u0034\"")]
    public void Number_InQuotes_IsReadAsTheLibraryDoes(string number)
    {
        string json = $$"""{"plain":{{number}}}""";

        Assert.Equal(JsonSerializer.Deserialize<Numbers>(json, Json)!.Plain, Wire.FromJson(AttributesCodecs.Numbers, json).Plain);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" 4\"")]
    [InlineData("\"4 \"")]
    [InlineData("\"0x4\"")]
    [InlineData("\"4.0\"")]
    [InlineData("\"1e1\"")]
    [InlineData("\"1,000\"")]
    [InlineData("\"99999999999\"")]
    [InlineData("true")]
    public void Number_InQuotes_IsRefusedAsTheLibraryDoes(string number)
    {
        string json = $$"""{"plain":{{number}}}""";

        Assert.Equal("plain", Assert.Throws<PayloadException>(() => Wire.FromJson(AttributesCodecs.Numbers, json)).Path);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Numbers>(json, Json));
    }

    [Theory]
    [InlineData("""{"PLAIN":4}""")]
    [InlineData("""{"Pl\u0041in":4}""")]
    public void Name_InAnotherCase_IsReadAsTheLibraryDoes(string json)
    {
        Assert.Equal(4, JsonSerializer.Deserialize<Numbers>(json, Json)!.Plain);
        Assert.Equal(4, Wire.FromJson(AttributesCodecs.Numbers, json).Plain);
    }

    [Fact]
    public void JsonConverter_OfEnums_ChoosesNameOrNumber() => AssertSame(
        AttributesCodecs.Enums,
        new Enums { Named = Shade.Dark, Numbered = Shade.Dark, Nullable = Shade.Light, Level = Level.High, LevelByName = Level.Low },
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<Shade>() } });

    [Fact]
    public void JsonExtensionData_KeepsUnknownMembers()
    {
        const string Payload = """{"known":1,"x":{"y":[1,null]},"z":"\u00e4","x":2}""";

        Extended value = Wire.FromJson(AttributesCodecs.Extended, Payload);

        Assert.Equal(["x", "z"], value.Others!.Keys.Order());
        Assert.Equal(2, value.Others["x"].GetInt32());
        AssertSame(AttributesCodecs.Extended, value);
    }

    [Fact]
    public void JsonExtensionData_AsJsonObject_KeepsUnknownMembers()
    {
        ExtendedByNodes value = Wire.FromJson(AttributesCodecs.ExtendedByNodes, """{"known":1,"x":{"y":[1,null]},"n":null}""");

        Assert.Equal(1, value.Known);
        Assert.Equal("""{"y":[1,null]}""", value.Others!["x"]!.ToJsonString());
        Assert.True(value.Others.ContainsKey("n"));

        // System.Text.Json puts braces around a JsonObject here, which is no JSON.
        Assert.Equal("{\"known\":1,\"x\":{\"y\":[1,null]},\"n\":null}", Wire.ToJson(AttributesCodecs.ExtendedByNodes, value));
    }

    [Fact]
    public void JsonExtensionData_WithoutUnknownMembers_IsNull()
        => Assert.Null(Wire.FromJson(AttributesCodecs.Extended, """{"known":1}""").Others);

    [Fact]
    public void JsonExtensionData_NestedTooDeeply_IsRefused() => Assert.Throws<PayloadException>(
        () => Wire.FromJson(AttributesCodecs.Extended, $$"""{"x":{{new string('[', 100)}}{{new string(']', 100)}}}"""));

    [Fact]
    public void JsonConverter_WritesJson_AndMessagePackIsTheTypeAsItIs() => AssertSame(AttributesCodecs.Converted, new Converted
    {
        Price = 12.34m,
        Discount = 0.5m,
        Text = "t",
        Distance = new Distance(5),
        Distances = [new Distance(1), null],
        Chain = new Chain("a", new Chain("b", null, []), []),
        Words = ["a", "b"],
    });

    [Fact]
    public void JsonConverter_OfNull_IsAskedOnlyIfItHandlesNull()
    {
        AssertSame(AttributesCodecs.Converted, new Converted());

        Assert.Contains("\"text\":\"(nothing)\"", Wire.ToJson(AttributesCodecs.Converted, new Converted()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"price":"x"}""", "price")]
    [InlineData("""{"price":null}""", "price")]
    [InlineData("""{"distance":"far"}""", "distance")]
    [InlineData("""{"distances":["1m","x"]}""", "distances[1]")]
    [InlineData("""{"chain":[1]}""", "chain")]
    public void JsonConverter_ThatThrows_IsAnErrorWithPath(string json, string path)
        => Assert.Equal(path, Assert.Throws<PayloadException>(() => Wire.FromJson(AttributesCodecs.Converted, json)).Path);

    [Fact]
    public void JsonConverter_ThatReadsTooLittle_IsAnError()
    {
        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromJson(AttributesCodecs.Converted, """{"distances":[],"text":{"a":1}}"""));

        Assert.Equal("text", error.Path);
    }

    [Fact]
    public void Key_WithAName_MakesAMap() => AssertSame(AttributesCodecs.KeyedByName, new KeyedByName { First = "f", Second = 2 });

    [Fact]
    public void MessagePackObject_WithKeyAsPropertyName_MakesAMap()
        => AssertSame(AttributesCodecs.KeyedByProperty, new KeyedByProperty(1, "t") { Price = new Money(2, "EUR") });

    [Fact]
    public void Map_IsReadByJsonNamesAndByPosition_Too()
    {
        byte[] byName = MessagePackSerializer.ConvertFromJson("""{"first":"f","unknown":1,"second":2}""", cancellationToken: TestContext.Current.CancellationToken);
        byte[] byPosition = MessagePackSerializer.ConvertFromJson("""[2,"f"]""", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("f", Wire.FromMessagePack(AttributesCodecs.KeyedByName, byName).First);
        Assert.Equal(2, Wire.FromMessagePack(AttributesCodecs.KeyedByName, byPosition).Second);
    }

    [Fact]
    public void DataMember_WithOrder_IsAPosition() => AssertSame(AttributesCodecs.OrderedContract, new OrderedContract { First = 1, Second = "s" });

    [Fact]
    public void DataMember_WithoutOrder_IsAName() => AssertSame(AttributesCodecs.NamedContract, new NamedContract { First = 1, Second = "s" });

    [Fact]
    public void JsonConstructor_IsCalled() => AssertSame(AttributesCodecs.Constructed, new Constructed(3, "n"));

    [Fact]
    public void Policies_OfTheProtocol_NameMembersAndNumberEnums()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

        AssertJson(PolicyCodecs.Styled, new Styled("f", Shade.Dark, 2) { OtherShade = Shade.Dark }, options);
    }

    /// <summary>Requires that both libraries write what the codec writes, and that it reads back the same.</summary>
    private static void AssertSame<T>(ValueCodec<T> codec, T value, JsonSerializerOptions? options = null)
    {
        AssertJson(codec, value, options);
        byte[] messagePack = Wire.ToMessagePack(codec, value);
        Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, Wire.FromMessagePack(codec, messagePack)));
    }

    private static void AssertJson<T>(ValueCodec<T> codec, T value, JsonSerializerOptions? options = null)
    {
        string json = Wire.ToJson(codec, value);
        Assert.Equal(JsonSerializer.Serialize(value, options ?? Json), json);
        Assert.Equal(json, Wire.ToJson(codec, Wire.FromJson(codec, json)));
    }
}
