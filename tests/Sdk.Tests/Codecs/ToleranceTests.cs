using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>What is read although it is not written so: numbers in quotes, and names in another case.</summary>
public class ToleranceTests
{
    [Fact]
    public void ReadJson_NumbersInQuotes_AreReadByEveryType()
    {
        Assert.Equal(byte.MaxValue, Wire.FromJson(Factory.Byte, "\"255\""));
        Assert.Equal(sbyte.MinValue, Wire.FromJson(Factory.SByte, "\"-128\""));
        Assert.Equal(short.MinValue, Wire.FromJson(Factory.Int16, "\"-32768\""));
        Assert.Equal(ushort.MaxValue, Wire.FromJson(Factory.UInt16, "\"65535\""));
        Assert.Equal(int.MinValue, Wire.FromJson(Factory.Int32, "\"-2147483648\""));
        Assert.Equal(uint.MaxValue, Wire.FromJson(Factory.UInt32, "\"4294967295\""));
        Assert.Equal(long.MinValue, Wire.FromJson(Factory.Int64, "\"-9223372036854775808\""));
        Assert.Equal(ulong.MaxValue, Wire.FromJson(Factory.UInt64, "\"18446744073709551615\""));
        Assert.Equal(1.5f, Wire.FromJson(Factory.Single, "\"1.5\""));
        Assert.Equal(-1.5e300, Wire.FromJson(Factory.Double, "\"-1.5E+300\""));
        Assert.Equal(decimal.MaxValue, Wire.FromJson(Factory.Decimal, "\"79228162514264337593543950335\""));
    }

    [Theory]
    [InlineData("\"256\"", "expected a number from 0 to 255, but it is outside of that range")]
    [InlineData("\"1.5\"", "expected a whole number, written without fraction and exponent")]
    [InlineData("\"x\"", "expected a number, was a string")]
    [InlineData("\"\"", "expected a number, was a string")]
    public void ReadJson_NoNumberInQuotes_IsRefused(string json, string problem)
        => Assert.Contains(problem, Wire.JsonError(Factory.Byte, json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"1e400\"")]
    public void ReadJson_NothingFiniteInQuotes_IsRefused(string json) => Wire.JsonError(Factory.Double, json);

    [Fact]
    public void ReadJson_LongTextForANumber_IsRefused() => Wire.JsonError(Factory.Int32, $"\"{new string('1', 1_000_000)}\"");

    [Fact]
    public void FindInJson_ExactName_IsPreferredToOneInAnotherCase()
    {
        var members = new MemberTable(new Member("Name"), new Member("name"));

        Assert.Equal(1, members.FindInJson("name"u8, expected: 0));
        Assert.Equal(0, members.FindInJson("NAME"u8, expected: 1));
        Assert.Equal(-1, members.FindInJson("names"u8, expected: 0));
    }

    [Fact]
    public void FindInMessagePack_KeyIsPreferredToTheJsonName()
    {
        var members = new MemberTable(Member.Keyed("a", "b"), Member.Keyed("b", "c"));

        Assert.Equal(0, members.FindInMessagePack("b"u8, expected: 1));
        Assert.Equal(1, members.FindInMessagePack("c"u8, expected: 1));
        Assert.Equal(0, members.FindInMessagePack("a"u8, expected: 1));
        Assert.Equal(-1, members.FindInMessagePack("A"u8, expected: 0));
    }
}
