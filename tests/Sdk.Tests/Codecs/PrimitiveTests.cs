using System.Text.Json;
using MessagePack;
using MessagePack.Resolvers;
using TypedWs.CompilerServices;
using static TypedWs.Tests.Codecs.PrimitiveValues;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>Each primitive against System.Text.Json and MessagePack-CSharp: the same bytes, and each side reads the other's.</summary>
public class PrimitiveTests
{
    private static readonly MessagePackSerializerOptions Standard = MessagePackSerializerOptions.Standard.WithResolver(StandardResolver.Instance);

    public static TheoryData<string> Kinds => [.. Checks.Keys];

    private static readonly Dictionary<string, Action> Checks = new()
    {
        [nameof(Factory.Boolean)] = static () => CheckAll(Factory.Boolean, [false, true]),
        [nameof(Factory.Byte)] = static () => CheckAll(Factory.Byte, Bytes),
        [nameof(Factory.SByte)] = static () => CheckAll(Factory.SByte, SBytes),
        [nameof(Factory.Int16)] = static () => CheckAll(Factory.Int16, Int16s),
        [nameof(Factory.UInt16)] = static () => CheckAll(Factory.UInt16, UInt16s),
        [nameof(Factory.Int32)] = static () => CheckAll(Factory.Int32, Int32s),
        [nameof(Factory.UInt32)] = static () => CheckAll(Factory.UInt32, UInt32s),
        [nameof(Factory.Int64)] = static () => CheckAll(Factory.Int64, Int64s),
        [nameof(Factory.UInt64)] = static () => CheckAll(Factory.UInt64, UInt64s),
        [nameof(Factory.Single)] = static () => CheckAll(Factory.Single, Singles),
        [nameof(Factory.Double)] = static () => CheckAll(Factory.Double, Doubles),
        [nameof(Factory.Decimal)] = static () => CheckAll(Factory.Decimal, Decimals),
        [nameof(Factory.String)] = static () => CheckAll(Factory.String, Strings),
        [nameof(Factory.Char)] = static () => CheckAll(Factory.Char, Chars),
        [nameof(Factory.Guid)] = static () => CheckAll(Factory.Guid, Guids),
        [nameof(Factory.DateTime)] = static () => CheckAll(Factory.DateTime, DateTimes),
        [nameof(Factory.DateTimeOffset)] = static () => CheckAll(Factory.DateTimeOffset, DateTimeOffsets),
        [nameof(Factory.TimeSpan)] = static () => CheckAll(Factory.TimeSpan, TimeSpans),
        [nameof(Factory.DateOnly)] = static () => CheckAll(Factory.DateOnly, Dates),
        [nameof(Factory.TimeOnly)] = static () => CheckAll(Factory.TimeOnly, Times),
        [nameof(Factory.Uri)] = static () => CheckAll(Factory.Uri, Uris),
        [nameof(Factory.Binary)] = static () => CheckAll(Factory.Binary, Binaries),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WriteAndRead_BoundaryValues_AsTheLibrariesDo(string kind) => Checks[kind]();

    [Fact]
    public void WriteAndRead_BinaryMemory_AsTheLibrariesDo()
    {
        foreach (byte[] bytes in Binaries)
        {
            ReadOnlyMemory<byte> value = bytes;
            byte[] json = Wire.ToJson(Factory.BinaryMemory, value);
            Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), json);
            Assert.Equal(bytes, Wire.FromJson(Factory.BinaryMemory, json).ToArray());

            byte[] messagePack = Wire.ToMessagePack(Factory.BinaryMemory, value);
            Assert.Equal(MessagePackSerializer.Serialize(value, Standard, TestContext.Current.CancellationToken), messagePack);
            Assert.Equal(bytes, Wire.FromMessagePack(Factory.BinaryMemory, messagePack).ToArray());
        }
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void WriteDateTime_NotUtc_AsTheLibrariesDo(DateTimeKind kind)
    {
        DateTime value = new(2025, 6, 1, 12, 0, 0, 123, kind);

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), Wire.ToJson(Factory.DateTime, value));
        Assert.Equal(MessagePackSerializer.Serialize(value, Standard, TestContext.Current.CancellationToken), Wire.ToMessagePack(Factory.DateTime, value));
    }

    [Theory]
    [InlineData("\"2025-06-01T12:00:00.1234567+05:30\"")]
    [InlineData("\"2025-06-01T12:00:00\"")]
    [InlineData("\"2025-06-01\"")]
    [InlineData("\"\\u0032025-06-01T12:00:00Z\"")]
    public void ReadDateTime_FormsOfIso8601_AsSystemTextJsonDoes(string json)
    {
        DateTime expected = JsonSerializer.Deserialize<DateTime>(json);

        DateTime actual = Wire.FromJson(Factory.DateTime, json);

        Assert.Equal(expected, actual);
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(JsonSerializer.Deserialize<DateTimeOffset>(json), Wire.FromJson(Factory.DateTimeOffset, json));
    }

    [Fact]
    public void WriteString_HalfSurrogatePair_AsTheLibrariesDo()
    {
        const string Value = "a\ud800b";

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(Value, JsonSerializerOptions.Web), Wire.ToJson(Factory.String, Value));
        Assert.Equal(MessagePackSerializer.Serialize(Value, Standard, TestContext.Current.CancellationToken), Wire.ToMessagePack(Factory.String, Value));
    }

    [Fact]
    public void Write_NullReference_WritesNull()
    {
        Assert.Equal("null", Wire.ToJsonText(Factory.String, null!));
        Assert.Equal("null", Wire.ToJsonText(Factory.Uri, null!));
        Assert.Equal("null", Wire.ToJsonText(Factory.Binary, null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(Factory.String, null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(Factory.Uri, null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(Factory.Binary, null!));
    }

    [Fact]
    public void MessagePack_NotFiniteNumbers_PassThrough()
    {
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(value, Wire.FromMessagePack(Factory.Double, Wire.ToMessagePack(Factory.Double, value)));
            Assert.Equal((float)value, Wire.FromMessagePack(Factory.Single, Wire.ToMessagePack(Factory.Single, (float)value)));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void WriteJson_NotFiniteNumber_Throws(double value)
    {
        Assert.Throws<ArgumentException>(() => Wire.ToJson(Factory.Double, value));
        Assert.Throws<ArgumentException>(() => Wire.ToJson(Factory.Single, (float)value));
    }

    private static void CheckAll<T>(ValueCodec<T> codec, T[] values)
        where T : notnull
    {
        foreach (T value in values)
        {
            byte[] json = Wire.ToJson(codec, value);
            Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), json);
            Assert.Equal(value, Wire.FromJson(codec, json));
            Assert.Equal(value, JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web));

            byte[] messagePack = Wire.ToMessagePack(codec, value);
            Assert.Equal(MessagePackSerializer.Serialize(value, Standard, TestContext.Current.CancellationToken), messagePack);
            Assert.Equal(value, Wire.FromMessagePack(codec, messagePack));
            Assert.Equal(value, MessagePackSerializer.Deserialize<T>(messagePack, Standard, TestContext.Current.CancellationToken));
        }
    }
}
