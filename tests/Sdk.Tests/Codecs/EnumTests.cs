using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;
using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

public class EnumTests
{
    private static readonly JsonSerializerOptions ByName = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly ValueCodec<Mood> MoodCodec = Codec<Mood>();
    private static readonly ValueCodec<Rights> RightsCodec = Codec<Rights>();

    public enum Mood
    {
        Good,
        Bad = 5,
        Ügly = -1,
    }

    [Flags]
    public enum Rights
    {
        None = 0,
        Read = 1,
        Write = 2,
        ReadWrite = Read | Write,
        Delete = 8,
        All = ReadWrite | Delete,
    }

    [Flags]
    public enum NoZero
    {
        One = 1,
        Two = 2,
    }

    public enum AsSByte : sbyte
    {
        Min = sbyte.MinValue,
        Zero = 0,
        Max = sbyte.MaxValue,
    }

    public enum AsByte : byte
    {
        Zero = 0,
        Max = byte.MaxValue,
    }

    public enum AsInt16 : short
    {
        Min = short.MinValue,
        Max = short.MaxValue,
    }

    public enum AsUInt16 : ushort
    {
        Max = ushort.MaxValue,
    }

    public enum AsUInt32 : uint
    {
        Max = uint.MaxValue,
    }

    public enum AsInt64 : long
    {
        Min = long.MinValue,
        Max = long.MaxValue,
    }

    public enum AsUInt64 : ulong
    {
        Max = ulong.MaxValue,
    }

    [Fact]
    public void WriteAndRead_EveryUnderlyingType_AsTheLibrariesDo()
    {
        Check(MoodCodec, [.. Enum.GetValues<Mood>(), (Mood)77, (Mood)int.MinValue]);
        Check(Codec<AsSByte>(), [.. Enum.GetValues<AsSByte>(), (AsSByte)(-7)]);
        Check(Codec<AsByte>(), [.. Enum.GetValues<AsByte>(), (AsByte)200]);
        Check(Codec<AsInt16>(), [.. Enum.GetValues<AsInt16>(), (AsInt16)(-300)]);
        Check(Codec<AsUInt16>(), [.. Enum.GetValues<AsUInt16>(), (AsUInt16)40_000]);
        Check(Codec<AsUInt32>(), [.. Enum.GetValues<AsUInt32>(), (AsUInt32)3_000_000_000]);
        Check(Codec<AsInt64>(), [.. Enum.GetValues<AsInt64>(), (AsInt64)(-5_000_000_000)]);
        Check(Codec<AsUInt64>(), [.. Enum.GetValues<AsUInt64>(), (AsUInt64)long.MaxValue + 5]);
    }

    [Fact]
    public void WriteAndRead_Flags_AsTheLibrariesDo()
    {
        Check(RightsCodec, [.. Enumerable.Range(-1, 18).Select(static i => (Rights)i)]);
        Check(Codec<NoZero>(), [.. Enumerable.Range(0, 5).Select(static i => (NoZero)i)]);
    }

    [Theory]
    [InlineData("\"bAD\"", Mood.Bad)]
    [InlineData("\"Ba\\u0064\"", Mood.Bad)]
    [InlineData("5", Mood.Bad)]
    [InlineData("-1", Mood.Ügly)]
    [InlineData("78", (Mood)78)]
    public void ReadJson_OtherForms_Accepted(string json, Mood expected)
    {
        Assert.Equal(expected, Wire.FromJson(MoodCodec, json));
        Assert.Equal(expected, JsonSerializer.Deserialize<Mood>(json, ByName));
    }

    [Theory]
    [InlineData("\"Read,Delete\"")]
    [InlineData("\"Delete ,  read\"")]
    public void ReadJson_FlagsInOtherForms_Accepted(string json) => Assert.Equal(Rights.Read | Rights.Delete, Wire.FromJson(RightsCodec, json));

    [Theory]
    [InlineData("\"Neutral\"")]
    [InlineData("\"\"")]
    [InlineData("\"Good, Bad\"")] // no flags
    [InlineData("2147483648")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("{}")]
    public void ReadJson_NoValueOfTheEnum_Refused(string json) => Wire.JsonError(MoodCodec, json);

    [Theory]
    [InlineData("\"Read, \"")]
    [InlineData("\"Read, Fly\"")]
    public void ReadJson_UnknownFlag_Refused(string json)
        => Assert.Equal("expected the name or number of an enum value, but the name is unknown", Wire.JsonError(RightsCodec, json).Message);

    [Fact]
    public void ReadJson_Null_SaysWhatWasExpected()
        => Assert.Equal("expected the name or number of an enum value, was null", Wire.JsonError(MoodCodec, "null").Message);

    [Fact]
    public void ReadJson_UnknownName_IsNotShown()
        => Assert.DoesNotContain("topsecret", Wire.JsonError(MoodCodec, "\"topsecret\"").ToString(), StringComparison.Ordinal);

    [Fact]
    public void ReadMessagePack_NameOrNumberOutOfRange_Refused()
    {
        Wire.MessagePackError(MoodCodec, [0xa3, .. "Bad"u8]);
        Wire.MessagePackError(MoodCodec, Wire.ToMessagePack(Factory.Int64, 1L << 31));
        Wire.MessagePackError(Codec<AsByte>(), [0xff]);
    }

    [Fact]
    public void WriteJson_NameGivenByTheContract_IsUsed()
    {
        ValueCodec<Mood> codec = Factory.Enum(("very-good", Mood.Good), ("bad", Mood.Bad));

        Assert.Equal("\"very-good\"", Wire.ToJsonText(codec, Mood.Good));
        Assert.Equal(Mood.Good, Wire.FromJson(codec, "\"very-good\""));
    }

    // In the order of declaration, as the generator has it.
    private static ValueCodec<T> Codec<T>()
        where T : struct, Enum
        => Factory.Enum<T>([.. typeof(T).GetFields().Where(static f => f.IsStatic).Select(static f => (f.Name, (T)f.GetValue(null)!))]);

    private static void Check<T>(ValueCodec<T> codec, T[] values)
        where T : struct, Enum
    {
        foreach (T value in values)
        {
            byte[] json = Wire.ToJson(codec, value);
            Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(value, ByName), json);
            Assert.Equal(value, Wire.FromJson(codec, json));

            byte[] messagePack = Wire.ToMessagePack(codec, value);
            Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
            Assert.Equal(value, Wire.FromMessagePack(codec, messagePack));
        }
    }
}
