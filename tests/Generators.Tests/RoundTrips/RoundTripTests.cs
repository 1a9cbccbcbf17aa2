using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Emitted codecs write what System.Text.Json and MessagePack write, and read what those have written.</summary>
public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Order Order = new("o-1", [new Line("tea", 2), new Line("cup", 1)], Priority.Low, null)
    {
        Attempts = 3,
        Options = new() { ["wrap"] = 2, ["card"] = null },
    };

    [Fact]
    public void Json_IsThatOfSystemTextJson()
    {
        string json = Wire.ToJson(ShopCodecs.Order, Order);

        Assert.Equal(JsonSerializer.Serialize(Order, Json), json);
        AssertEqual(Order, Wire.FromJson(ShopCodecs.Order, json));
    }

    [Fact]
    public void MessagePack_IsThatOfMessagePack()
    {
        byte[] messagePack = Wire.ToMessagePack(ShopCodecs.Order, Order);

        Assert.Equal(MessagePackSerializer.Serialize(Order, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        AssertEqual(Order, Wire.FromMessagePack(ShopCodecs.Order, messagePack));
    }

    [Fact]
    public void MissingMembers_KeepTheirDefaults()
    {
        Order order = Wire.FromJson(ShopCodecs.Order, """{"lines":[],"id":"o-2"}""");

        AssertEqual(new Order("o-2", []), order);
    }

    [Fact]
    public void MissingRequiredMember_IsAnErrorThatNamesIt()
    {
        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromJson(ShopCodecs.Order, """{"id":"o-2"}"""));

        Assert.Contains("lines", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownMembers_AreSkipped()
        => Assert.Equal(5, Wire.FromJson(ShopCodecs.Shelf, """{"new":{"a":[1]},"number":5}""").Number);

    [Fact]
    public void RecursiveType_ReadsWhatItWrote()
    {
        Category category = new("a", new Category("b", null, []), [new Category("c", null, [new Category("d", null, [])])]);

        string json = Wire.ToJson(ShopCodecs.Category, category);

        Assert.Equal(JsonSerializer.Serialize(category, Json), json);
        Assert.Equal(json, Wire.ToJson(ShopCodecs.Category, Wire.FromJson(ShopCodecs.Category, json)));
    }

    [Theory]
    [InlineData("""{"items":["a",null],"total":2}""", 2)]
    [InlineData("""{"items":["a",null]}""", -1)]
    public void GenericRecord_KeepsOrTakesInitOnlyMember(string json, int total)
    {
        Page<string?> page = Wire.FromJson(ShopMethods.Category.ReplyCodec, json);

        Assert.Equal(["a", null], page.Items);
        Assert.Equal(total, page.Total);
    }

    [Theory]
    [InlineData("""{"item":"tea"}""", "shelf", 7)]
    [InlineData("""{"item":"tea","place":"floor","count":8}""", "floor", 8)]
    public void Struct_KeepsOrTakesMembers(string json, string place, int count)
    {
        Stock stock = Wire.FromJson(ShopCodecs.Stock, json);

        Assert.Equal(("tea", place, count), (stock.Item, stock.Place, stock.Count));
    }

    [Theory]
    [InlineData("{}", 4, "wooden")]
    [InlineData("""{"number":5,"ladder":null}""", 5, null)]
    public void InheritedInitOnlyMember_IsSet(string json, int number, string? ladder)
    {
        TopShelf shelf = Wire.FromJson(ShopCodecs.TopShelf, json);

        Assert.Equal((number, ladder), (shelf.Number, shelf.Ladder));
    }

    private static void AssertEqual(Order expected, Order actual)
        => Assert.Equal(JsonSerializer.Serialize(expected, Json), JsonSerializer.Serialize(actual, Json));
}
