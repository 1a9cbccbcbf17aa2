using System.Text.Json;
using TypedWs.CompilerServices;
using static TypedWs.Tests.Codecs.Libraries;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs.Keys;

/// <summary>Keys of dictionaries: names in JSON, native in MessagePack.</summary>
public class KeyTests
{
    private static readonly ValueCodec<Fruit> Fruits = Factory.Enum(("Apple", Fruit.Apple), ("Pear", Fruit.Pear));
    private static readonly ValueCodec<Access> Accesses = Factory.Enum(("Read", Access.Read), ("Write", Access.Write));

    public enum Fruit : short
    {
        Apple,
        Pear,
    }

    [Flags]
    public enum Access : ulong
    {
        Read = 1,
        Write = 2,
    }

    [Fact]
    public void Keys_OfEveryType_AreThoseOfTheLibraries()
    {
        Check(Factory.String, "", "a", "é\"<");
        Check(Factory.Byte, byte.MinValue, byte.MaxValue);
        Check(Factory.SByte, sbyte.MinValue, sbyte.MaxValue);
        Check(Factory.Int16, short.MinValue, short.MaxValue);
        Check(Factory.UInt16, ushort.MinValue, ushort.MaxValue);
        Check(Factory.Int32, int.MinValue, 0, int.MaxValue);
        Check(Factory.UInt32, uint.MinValue, uint.MaxValue);
        Check(Factory.Int64, long.MinValue, long.MaxValue);
        Check(Factory.UInt64, ulong.MinValue, ulong.MaxValue);
        Check(Factory.Char, 'a', '"', 'é');
        Check(Factory.Guid, Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        Check(Factory.DateOnly, DateOnly.MinValue, new DateOnly(2025, 12, 31));
        Check(Fruits, Fruit.Apple, Fruit.Pear, (Fruit)7, (Fruit)(-7));
        Check(Accesses, Access.Read, Access.Read | Access.Write, (Access)0, (Access)ulong.MaxValue);
    }

    [Fact]
    public void Keys_Of128Bits_AreThoseOfSystemTextJson()
    {
        AssertSameJson(Factory.Dictionary(Factory.Int128, Factory.Int32), new() { [Int128.MinValue] = 1 });
        AssertSameJson(Factory.Dictionary(Factory.UInt128, Factory.Int32), new() { [UInt128.MaxValue] = 1 });
    }

    [Theory]
    [InlineData("""{"a":1}""", "expected a whole number from -2147483648 to 2147483647 as key, but it is none")]
    [InlineData("""{" 1":1}""", "as key")]
    [InlineData("""{"1.0":1}""", "as key")]
    [InlineData("""{"":1}""", "as key")]
    [InlineData("""{"2147483648":1}""", "as key")]
    public void Name_ThatIsNoNumber_IsRefused(string json, string problem)
    {
        PayloadException error = Wire.JsonError(Factory.Dictionary(Factory.Int32, Factory.Int32), json);

        Assert.Equal("[0]", error.Path);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_ThatIsNoKeyOfItsType_IsRefused()
    {
        Wire.JsonError(Factory.Dictionary(Factory.Guid, Factory.Int32), """{"00112233445566778899aabbccddeeff":1}""");
        Wire.JsonError(Factory.Dictionary(Factory.DateOnly, Factory.Int32), """{"31.12.2025":1}""");
        Wire.JsonError(Factory.Dictionary(Factory.Char, Factory.Int32), """{"ab":1}""");
        Wire.JsonError(Factory.Dictionary(Fruits, Factory.Int32), """{"Plum":1}""");
        Wire.JsonError(Factory.Dictionary(Fruits, Factory.Int32), """{"65536":1}""");
        Wire.JsonError(Factory.Dictionary(Accesses, Factory.Int32), """{"-1":1}""");
    }

    [Theory]
    [InlineData("""{"pear":1}""")]
    [InlineData("""{"1":1}""")]
    [InlineData("""{"+1":1}""")]
    public void EnumNames_InOtherForms_AreReadAsSystemTextJsonDoes(string json)
    {
        Assert.Equal([Fruit.Pear], Wire.FromJson(Factory.Dictionary(Fruits, Factory.Int32), json).Keys);
        Assert.Equal([Fruit.Pear], JsonSerializer.Deserialize<Dictionary<Fruit, int>>(json, WebJson)!.Keys);
    }

    [Fact]
    public void MessagePackKey_OfAnotherType_IsRefused()
        => Assert.Equal("[0]", Wire.MessagePackError(Factory.Dictionary(Factory.Int32, Factory.Int32), [0x81, 0xa1, (byte)'1', 1]).Path);

    [Fact]
    public void Codec_WithoutNames_CannotBeThatOfKeys()
        => Assert.Throws<ArgumentException>(static () => Factory.Dictionary(Factory.Boolean, Factory.Int32));

    private static void Check<TKey>(ValueCodec<TKey> key, params TKey[] keys)
        where TKey : notnull
        => AssertSame(Factory.Dictionary(key, Factory.Int32), keys.ToDictionary(static k => k, static _ => 1));
}
