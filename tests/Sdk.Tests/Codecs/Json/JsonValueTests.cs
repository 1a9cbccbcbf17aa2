using System.Text.Json;
using System.Text.Json.Nodes;
using TypedWs.CompilerServices;
using static TypedWs.Tests.Codecs.Libraries;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs.Json;

/// <summary>JSON of any shape: as it is in text, its equivalent in MessagePack.</summary>
public class JsonValueTests
{
    public static TheoryData<string> Texts =>
    [
        "null",
        "true",
        "-12",
        "18446744073709551615",
        "1.5",
        "\"\"",
        "\"a<\\u00e9\\ud83d\\ude00\"",
        "[]",
        "{}",
        """{"a":[1,2.5,{"b":null,"c":false}],"\u0062":"x","":[[]]}""",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Element_IsThatOfTheLibraries(string text)
    {
        JsonElement element = JsonElement.Parse(text);

        AssertSameJson(Factory.JsonElement, element);
        byte[] messagePack = Wire.ToMessagePack(Factory.JsonElement, element);
        Assert.Equal(Wire.Pack(text), messagePack);
        Assert.True(JsonElement.DeepEquals(element, Wire.FromMessagePack(Factory.JsonElement, messagePack)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Document_IsThatOfTheLibraries(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);

        AssertSameJson(Factory.JsonDocument, document);
        Assert.Equal(Wire.Pack(text), Wire.ToMessagePack(Factory.JsonDocument, document));
        using JsonDocument read = Wire.FromMessagePack(Factory.JsonDocument, Wire.Pack(text));
        Assert.True(JsonElement.DeepEquals(document.RootElement, read.RootElement));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Node_IsThatOfTheLibraries(string text)
    {
        JsonNode? node = JsonNode.Parse(text);
        ValueCodec<JsonNode?> codec = Factory.NullableReference(Factory.JsonNode);

        AssertSameJson(codec, node);
        Assert.Equal(Wire.Pack(text), Wire.ToMessagePack(codec, node));
        Assert.True(JsonNode.DeepEquals(node, Wire.FromMessagePack(codec, Wire.Pack(text))));
    }

    [Fact]
    public void Node_OfValuesOfDotNet_IsWritten()
    {
        JsonObject node = new() { ["a"] = 1, ["b"] = new JsonArray("x", 2.5, null), ["c"] = DateTime.UnixEpoch };

        AssertSameJson(Factory.JsonObject, node);
        Assert.Equal(Wire.Pack(node.ToJsonString()), Wire.ToMessagePack(Factory.JsonObject, node));
    }

    [Fact]
    public void Node_OfOneKind_RefusesTheOthers()
    {
        Assert.Equal(1, (int)Wire.FromJson(Factory.JsonArray, "[1]")[0]!);
        Assert.Equal(1, (int)Wire.FromJson(Factory.JsonValue, "1"));
        Assert.Equal("expected a JSON object, was something else", Wire.JsonError(Factory.JsonObject, "[]").Message);
        Assert.Equal("expected a JSON array, was something else", Wire.MessagePackError(Factory.JsonArray, [1]).Message);
        Wire.JsonError(Factory.JsonValue, "{}");
        Wire.JsonError(Factory.JsonNode, "null");
    }

    [Fact]
    public void Node_EqualNames_LastWins()
        => Assert.Equal(2, (int)Wire.FromJson(Factory.JsonObject, """{"a":1,"\u0061":2}""")["a"]!);

    [Fact]
    public void Numbers_KeepTheirTextInJson()
        => Assert.Equal("[1.50,1e400,123456789012345678901234567890]", Wire.ToJsonText(
            Factory.JsonElement, Wire.FromJson(Factory.JsonElement, "[1.50, 1e400, 123456789012345678901234567890]")));

    [Fact]
    public void Numbers_BeyondMessagePack_AreTheNearestFloat()
    {
        Assert.Equal(Wire.ToMessagePack(Factory.Double, 1e30), Wire.ToMessagePack(Factory.JsonElement, JsonElement.Parse("1000000000000000000000000000000")));
        Assert.Equal(Wire.ToMessagePack(Factory.Double, 1.0), Wire.ToMessagePack(Factory.JsonElement, JsonElement.Parse("1.0")));
    }

    [Fact]
    public void MessagePack_ThatJsonCallsOtherwise_IsRead()
    {
        Assert.Equal("\"AQI=\"", FromMessagePack([0xc4, 2, 1, 2]));
        Assert.Equal("\"1970-01-01T00:00:01Z\"", FromMessagePack([0xd6, 0xff, 0, 0, 0, 1]));
        Assert.Equal("""{"1":2,"-1":3}""", FromMessagePack([0x82, 1, 2, 0xff, 3]));
        Assert.Equal("0.1", FromMessagePack(Wire.ToMessagePack(Factory.Single, 0.1f)));
    }

    [Fact]
    public void MessagePack_ThatJsonHasNoFormFor_IsRefused()
    {
        Assert.Equal("[1]", Wire.MessagePackError(Factory.JsonElement, [0x92, 1, 0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]).Path);
        Wire.MessagePackError(Factory.JsonElement, [0xd4, 5, 1]);
        Wire.MessagePackError(Factory.JsonElement, [0x81, 0xc3, 1]);
        Wire.MessagePackError(Factory.JsonElement, [0xa1, 0xff]);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("[1,[\"\\udc00x\"]]")]
    public void Strings_OfHalfASurrogatePair_AreRefused(string json)
    {
        Wire.JsonError(Factory.JsonElement, json);
        Wire.JsonError(Factory.JsonNode, json);
        Wire.JsonError(Factory.JsonDocument, json);
    }

    [Fact]
    public void Strings_OfInvalidUtf8_AreRefused()
        => Assert.Throws<PayloadException>(static () => Wire.FromJson(Factory.JsonElement, [(byte)'"', 0xff, (byte)'"']));

    [Fact]
    public void NestedDeeper_ThanTheLimit_IsRefused()
    {
        string json = new string('[', 65) + new string(']', 65);
        string deepest = new string('[', 64) + new string(']', 64);
        byte[] messagePack = [.. Enumerable.Repeat((byte)0x91, 65), 1];

        Assert.Contains("nested deeper", Wire.JsonError(Factory.JsonElement, json).Message, StringComparison.Ordinal);
        Assert.Contains("nested deeper", Wire.JsonError(Factory.JsonNode, json).Message, StringComparison.Ordinal);
        Assert.Contains("nested deeper", Wire.MessagePackError(Factory.JsonElement, messagePack).Message, StringComparison.Ordinal);
        Assert.Equal(deepest, Wire.ToJsonText(Factory.JsonNode, Wire.FromJson(Factory.JsonNode, deepest)));
        Assert.Equal(deepest, Wire.ToJsonText(Factory.JsonElement, Wire.FromMessagePack(Factory.JsonElement, Wire.Pack(deepest))));
    }

    [Theory]
    [InlineData("[1")]
    [InlineData("{\"a\"}")]
    [InlineData("tru")]
    public void Malformed_IsRefused(string json) => Assert.Contains("malformed", Wire.JsonError(Factory.JsonElement, json).Message, StringComparison.Ordinal);

    [Fact]
    public void Undefined_IsNotWritten()
    {
        Assert.Throws<ArgumentException>(static () => Wire.ToJson(Factory.JsonElement, default));
        Assert.Throws<ArgumentException>(static () => Wire.ToMessagePack(Factory.JsonElement, default));
    }

    [Fact]
    public void Values_AmongOthers_AreReadToTheirEnd()
    {
        ValueCodec<JsonElement[]> codec = Factory.Array(Factory.JsonElement);

        JsonElement[] values = Wire.FromJson(codec, """[{"a":[1]},2,"x",[],null]""");

        Assert.Equal("""[{"a":[1]},2,"x",[],null]""", Wire.ToJsonText(codec, values));
        Assert.Equal(5, Wire.FromMessagePack(codec, Wire.ToMessagePack(codec, values)).Length);
    }

    private static string FromMessagePack(byte[] messagePack) => Wire.FromMessagePack(Factory.JsonElement, messagePack).GetRawText();
}
