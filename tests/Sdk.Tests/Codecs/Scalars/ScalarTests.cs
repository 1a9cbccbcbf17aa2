using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using static TypedWs.Tests.Codecs.Libraries;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs.Scalars;

/// <summary>Numbers of other sizes, versions, characters and bytes in other wrappings.</summary>
public class ScalarTests
{
    [Fact]
    public void Half_IsThatOfTheLibraries()
        => Assert.All([(Half)0, (Half)(-1.5), Half.MinValue, Half.MaxValue, Half.Epsilon, (Half)0.1], static value => AssertSame(Factory.Half, value));

    [Theory]
    [InlineData("1e6")]
    [InlineData("-65536")]
    [InlineData("\"one\"")]
    [InlineData("null")]
    public void Half_OutOfRangeOrNoNumber_IsRefused(string json) => Wire.JsonError(Factory.Half, json);

    [Fact]
    public void Half_ThatIsNotFinite_IsForMessagePackOnly()
    {
        Assert.Throws<ArgumentException>(static () => Wire.ToJson(Factory.Half, Half.NaN));
        Assert.True(Half.IsNaN(Wire.FromMessagePack(Factory.Half, Wire.ToMessagePack(Factory.Half, Half.NaN))));
        Wire.MessagePackError(Factory.Half, Wire.ToMessagePack(Factory.Single, 1e6f));
    }

    [Fact]
    public void Int128_IsANumberInJsonAndItsBytesInMessagePack()
    {
        AssertSameJson(Factory.Int128, Int128.MinValue);
        AssertSameJson(Factory.UInt128, UInt128.MaxValue);
        AssertRoundTrips(Factory.Int128, (Int128)(-12), "-12", [0xc4, 16, 0xf4, .. Enumerable.Repeat((byte)0xff, 15)]);
        AssertRoundTrips(Factory.UInt128, (UInt128)12, "12", [0xc4, 16, 12, .. new byte[15]]);
        Assert.Equal(Int128.MinValue, Wire.FromMessagePack(Factory.Int128, Wire.ToMessagePack(Factory.Int128, Int128.MinValue)));
        Assert.Equal(UInt128.MaxValue, Wire.FromMessagePack(Factory.UInt128, Wire.ToMessagePack(Factory.UInt128, UInt128.MaxValue)));
    }

    [Fact]
    public void Int128_FromIntegersOfMessagePack_IsRead()
    {
        Assert.Equal(-1, Wire.FromMessagePack(Factory.Int128, (byte[])[0xff]));
        Assert.Equal(ulong.MaxValue, Wire.FromMessagePack(Factory.Int128, Wire.ToMessagePack(Factory.UInt64, ulong.MaxValue)));
        Assert.Equal(ulong.MaxValue, Wire.FromMessagePack(Factory.UInt128, Wire.ToMessagePack(Factory.UInt64, ulong.MaxValue)));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("170141183460469231731687303715884105728")]
    [InlineData("\"one\"")]
    public void Int128_OutOfRangeOrNoWholeNumber_IsRefused(string json)
        => Wire.JsonError(Factory.Int128, json);

    [Fact]
    public void Int128_OfAnotherNumberOfBytes_IsRefused()
    {
        Wire.MessagePackError(Factory.Int128, [0xc4, 1, 1]);
        Wire.MessagePackError(Factory.UInt128, [0xc4, 17, .. new byte[17]]);
        Wire.MessagePackError(Factory.UInt128, [0xff]);
    }

    [Fact]
    public void BigInteger_IsANumberInJsonAndThatOfMessagePack()
    {
        foreach (string digits in (string[])["0", "-1", "255", "-12345678901234567890123", "340282366920938463463374607431768211456"])
        {
            BigInteger value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);

            Assert.Equal(digits, Wire.ToJsonText(Factory.BigInteger, value));
            Assert.Equal(value, Wire.FromJson(Factory.BigInteger, digits));
            AssertSameMessagePack(Factory.BigInteger, value);
        }

        Assert.Equal(-5, Wire.FromMessagePack(Factory.BigInteger, (byte[])[0xfb]));
    }

    [Fact]
    public void BigInteger_OfTheLongestLength_RoundTrips()
    {
        BigInteger longest = BigInteger.MinusOne << 8191;

        Assert.Equal(longest, Wire.FromJson(Factory.BigInteger, Wire.ToJson(Factory.BigInteger, longest)));
        Assert.Equal(longest, Wire.FromMessagePack(Factory.BigInteger, Wire.ToMessagePack(Factory.BigInteger, longest)));
    }

    [Fact]
    public void BigInteger_LongerThanThat_IsRefused()
    {
        Assert.Throws<ArgumentException>(static () => Wire.ToJson(Factory.BigInteger, BigInteger.One << 8191));
        Assert.Throws<ArgumentException>(static () => Wire.ToMessagePack(Factory.BigInteger, BigInteger.One << 8191));
        Wire.JsonError(Factory.BigInteger, (BigInteger.One << 8191).ToString(CultureInfo.InvariantCulture));
        Wire.JsonError(Factory.BigInteger, new string('9', 100_000));
        Wire.JsonError(Factory.BigInteger, "1.5");
        Wire.MessagePackError(Factory.BigInteger, Wire.ToMessagePack(Factory.Binary, new byte[1025]));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4")]
    public void Version_IsThatOfTheLibraries(string text) => AssertSame(Factory.Version, new Version(text));

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\" 1.2\"")]
    [InlineData("\"1. 2\"")]
    [InlineData("\"1.2.3.4.5\"")]
    [InlineData("1.2")]
    [InlineData("null")]
    public void Version_OfAnotherForm_IsRefused(string json)
    {
        Wire.JsonError(Factory.Version, json);
        Wire.MessagePackError(Factory.Version, Wire.Pack(json));
    }

    [Fact]
    public void Rune_IsAStringInJsonAndANumberInMessagePack()
    {
        AssertRoundTrips(Factory.Rune, new Rune('x'), "\"x\"", [0x78]);
        AssertRoundTrips(Factory.Rune, new Rune(0x1F600), "\"\\uD83D\\uDE00\"", [0xce, 0, 1, 0xf6, 0]);
        Wire.JsonError(Factory.Rune, "\"\"");
        Wire.JsonError(Factory.Rune, "\"ab\"");
        Wire.MessagePackError(Factory.Rune, [0xcd, 0xd8, 0]);
    }

    [Fact]
    public void Bytes_InMemory_AreThoseOfTheLibraries()
    {
        AssertSame(Factory.WritableMemory, new byte[] { 1, 2, 3 });
        AssertSame(Factory.WritableMemory, default);
        AssertWrittenAsJson(Factory.BinarySegment, new ArraySegment<byte>([0, 1, 2, 3], 1, 2));
        AssertSameMessagePack(Factory.BinarySegment, new ArraySegment<byte>([0, 1, 2, 3], 1, 2));
        Assert.Equal([1, 2, 3], Wire.FromJson(Factory.BinarySegment, "\"AQID\"").ToArray());
        AssertRoundTrips(Factory.BinarySegment, default, "[]", [0xc4, 0]);
    }

    [Fact]
    public void Json_OfNumbersInAnArray_IsValid()
    {
        using JsonDocument document = JsonDocument.Parse(Wire.ToJsonText(Factory.Array(Factory.Int128), [1, -2, Int128.MaxValue]));

        Assert.Equal(3, document.RootElement.GetArrayLength());
    }
}
