namespace TypedWs.Tests.Codecs;

public class ObjectTests
{
    private static readonly Order Sample = new("ada", [new Item("tea", 2.50m, new() { ["cups"] = 2 }), new Item("milk", 1m)], "now", 7);

    [Fact]
    public void WriteJson_Order_WritesMembersByName()
        => Assert.Equal(
            """{"customer":"ada","items":[{"name":"tea","price":2.50,"tags":{"cups":2}},{"name":"milk","price":1,"tags":null}],"note":"now","priority":7}""",
            Wire.ToJsonText(OrderCodec.Instance, Sample));

    [Fact]
    public void WriteMessagePack_Order_WritesMembersByPosition()
        => Assert.Equal(
            Wire.Pack("""["ada",[["tea","2.50",null,{"cups":2}],["milk","1",null,null]],"now",7]"""),
            Wire.ToMessagePack(OrderCodec.Instance, Sample));

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        AssertEqual(Sample, Wire.FromJson(OrderCodec.Instance, Wire.ToJson(OrderCodec.Instance, Sample)));
        AssertEqual(Sample, Wire.FromMessagePack(OrderCodec.Instance, Wire.ToMessagePack(OrderCodec.Instance, Sample)));
    }

    [Theory]
    [InlineData("""{"items":[],"priority":7,"customer":"ada","note":null}""", "ada", null, 7)] // any order
    [InlineData("""{"customer":"ada","items":[]}""", "ada", "none", 3)] // defaults
    [InlineData("""{"customer":"ada","items":[],"x":{"y":[1,{"z":[]}]},"w":[[]],"v":null,"priority":7}""", "ada", "none", 7)] // unknown members
    [InlineData("""["ada",[],null,7]""", "ada", null, 7)] // by position
    [InlineData("""["ada",[]]""", "ada", "none", 3)] // fewer positions
    [InlineData("""["ada",[],"n",7,{"more":[1]},[2],null]""", "ada", "n", 7)] // more positions
    public void Read_ShapesOfOneObject_BothFormatsAgree(string json, string customer, string? note, int priority)
    {
        Order expected = new(customer, [], note, priority);

        AssertEqual(expected, Wire.FromJson(OrderCodec.Instance, json));
        AssertEqual(expected, Wire.FromMessagePack(OrderCodec.Instance, Wire.Pack(json)));
    }

    [Fact]
    public void ReadJson_DuplicateMembers_LastWins()
        => Assert.Equal("eve", Wire.FromJson(OrderCodec.Instance, """{"customer":"ada","items":[],"customer":"eve"}""").Customer);

    [Fact]
    public void ReadJson_EscapedNames_AreTheSameNames()
    {
        Order order = Wire.FromJson(OrderCodec.Instance, """{"\u0063ustomer":"ada","i\u0074ems":[],"\u006e\u006f\u0074\u0065":"n","\u0078":1,"\u0070\u0072iority":9}""");

        AssertEqual(new Order("ada", [], "n", 9), order);
    }

    [Fact]
    public void ReadJson_EscapedNameOfMaximalLength_IsFound()
    {
        string escaped = string.Concat("customer".Select(static c => $"\\u{(int)c:x4}"));

        Assert.Equal("ada", Wire.FromJson(OrderCodec.Instance, $$"""{"{{escaped}}":"ada","items":[]}""").Customer);
    }

    [Fact]
    public void ReadJson_LongEscapedName_IsUnknown()
    {
        string name = new('x', 1000);

        Assert.Equal("ada", Wire.FromJson(OrderCodec.Instance, $$"""{"\u0078{{name}}":1,"customer":"ada","items":[]}""").Customer);
    }

    [Fact]
    public void ReadJson_WhiteSpace_IsAllowed()
        => Assert.Equal("ada", Wire.FromJson(OrderCodec.Instance, " { \"customer\" : \"ada\" ,\r\n\t\"items\" : [ ] } ").Customer);

    [Fact]
    public void Read_ValueInGap_IsSkipped()
    {
        const string Positional = """["tea","1",{"anything":[1,2]},{"cups":2}]""";
        const string ByPosition = """["tea",1,{"anything":[1,2]},{"cups":2}]""";

        Assert.Equal(2, Wire.FromMessagePack(ItemCodec.Instance, Wire.Pack(Positional)).Tags!["cups"]);
        Assert.Equal(2, Wire.FromJson(ItemCodec.Instance, ByPosition).Tags!["cups"]);
    }

    [Fact]
    public void ReadMessagePack_KeyThatIsNoString_IsSkipped()
    {
        // {1: [2], "customer": "a", nil: nil, "items": []}
        byte[] map = [0x84, 0x01, 0x91, 0x02, 0xa8, .. "customer"u8, 0xa1, (byte)'a', 0xc0, 0xc0, 0xa5, .. "items"u8, 0x90];

        AssertEqual(new Order("a", []), Wire.FromMessagePack(OrderCodec.Instance, map));
    }

    [Fact]
    public void Has_Members_TellsThePresentFromTheAbsent()
    {
        CompilerServices.MemberTable members = new(Enumerable.Range(0, 128).Select(static i => new CompilerServices.Member($"m{i}")).ToArray());
        CompilerServices.JsonValueReader reader = new("""{"m0":1,"m63":null,"m64":1,"m127":1}"""u8);
        CompilerServices.ObjectCursor cursor = reader.ReadObject(members);
        List<int> met = [];
        while (reader.MoveNext(ref cursor))
        {
            met.Add(cursor.Index);
            reader.Skip();
        }

        int[] expected = [0, 63, 64, 127];
        Assert.Equal(expected, met);
        for (int index = 0; index < 128; index++)
        {
            Assert.Equal(expected.Contains(index), cursor.Has(index));
        }
    }

    private static void AssertEqual(Order expected, Order actual)
    {
        Assert.Equal(expected with { Items = actual.Items }, actual);
        Assert.Equal(expected.Items.Select(static i => i with { Tags = null }), actual.Items.Select(static i => i with { Tags = null }));
        Assert.Equal(expected.Items.Select(static i => i.Tags), actual.Items.Select(static i => i.Tags));
    }
}
