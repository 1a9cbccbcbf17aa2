using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Tuples, pairs, inherited members and closed enums, against both libraries.</summary>
public sealed class CompositionTests
{
    // Without fields, System.Text.Json writes value tuples as {}.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        IncludeFields = true,
    };

    private static readonly Composed[] Composites =
    [
        new((1, "a"), Tuple.Create(2, Guid.Empty), new("k", 3), [new(4, null), new(5, "b")], (1, 2, 3, 4, 5, 6, 7, 8)),
        new((1, null), Tuple.Create(2, Guid.Empty), new("", 0), [], null),
    ];

    [Fact]
    public void Tuples_AreThoseOfTheLibraries() => Assert.All(Composites, static value =>
    {
        string json = Wire.ToJson(ZooCodecs.Composed, value);
        Assert.Equal(JsonSerializer.Serialize(value, Json), json);
        Assert.Equal(json, Wire.ToJson(ZooCodecs.Composed, Wire.FromJson(ZooCodecs.Composed, json)));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Composed>(json, Json), Json));

        byte[] messagePack = Wire.ToMessagePack(ZooCodecs.Composed, value);
        Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(messagePack, Wire.ToMessagePack(ZooCodecs.Composed, Wire.FromMessagePack(ZooCodecs.Composed, messagePack)));
    });

    [Fact]
    public void MissingItemOfATuple_IsAnErrorWithPath()
    {
        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Composed, """{"pair":{"item2":"a"}}"""));

        Assert.Equal("pair.item1: required, but missing", error.Message);
    }

    [Fact]
    public void Json_OfInheritedMembers_HasTheOrderOfSystemTextJson()
    {
        Derived derived = new(1, 2, 3) { V = 4, First = 5 };

        Assert.Equal(JsonSerializer.Serialize(derived, Json), Wire.ToJson(ZooCodecs.Derived, derived));
        Assert.Equal(derived, Wire.FromJson(ZooCodecs.Derived, Wire.ToJson(ZooCodecs.Derived, derived)));
        Assert.Equal(derived, Wire.FromMessagePack(ZooCodecs.Derived, Wire.ToMessagePack(ZooCodecs.Derived, derived)));
    }

    [Fact]
    public void Json_OfMembersThatTheConstructorOrdersOtherwise_HasTheOrderOfDeclaration()
    {
        Swapped swapped = new(1, 2) { C = 3 };

        string json = Wire.ToJson(ZooCodecs.Swapped, swapped);

        Assert.Equal(JsonSerializer.Serialize(swapped, Json), json);
        Assert.Equal(json, Wire.ToJson(ZooCodecs.Swapped, Wire.FromJson(ZooCodecs.Swapped, json)));
    }

    [Theory]
    [InlineData("""{"color":"Red","rights":3}""")]
    [InlineData("""{"color":2,"rights":0}""")]
    [InlineData("""{"color":1,"rights":"Read, Write","counts":{"Green":1,"1":2}}""")]
    public void KnownEnumValues_WhereOthersAreRefused_AreRead(string json) => Wire.FromJson(StrictCodecs.Paint, json);

    [Theory]
    [InlineData("""{"color":3,"rights":1}""", "color")]
    [InlineData("""{"color":1,"rights":4}""", "rights")]
    [InlineData("""{"color":1,"rights":1,"counts":{"3":1}}""", "counts[0]")]
    public void UnknownEnumValues_WhereTheProtocolSaysSo_AreRefused(string json, string path)
        => Assert.Equal(path, Assert.Throws<PayloadException>(() => Wire.FromJson(StrictCodecs.Paint, json)).Path);

    [Fact]
    public void UnknownEnumValue_InMessagePackWhereTheProtocolSaysSo_IsRefused()
        => Assert.Equal("color", Assert.Throws<PayloadException>(() => Wire.FromMessagePack(StrictCodecs.Paint, (byte[])[0x92, 3, 1])).Path);
}
