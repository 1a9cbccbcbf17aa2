using System.Buffers;
using System.Text.Json;
using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>What a reader says of a payload that is wrong: the member, what is, what was expected, and never the content.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("""{"items":[]}""", "customer", "required, but missing")]
    [InlineData("""{"customer":"a","items":[{"name":"x","price":1},{"name":"y"}]}""", "items[1].price", "required, but missing")]
    [InlineData("""{"customer":null,"items":[]}""", "customer", "expected a string, was null")]
    [InlineData("""{"customer":5,"items":[]}""", "customer", "expected a string, was a number")]
    [InlineData("""{"customer":"a","items":{}}""", "items", "expected an array, was an object")]
    [InlineData("""{"customer":"a","items":[{"name":"x","price":1},{"name":"y","price":true}]}""", "items[1].price", "expected a number, was a boolean")]
    [InlineData("""{"customer":"a","items":[7]}""", "items[0]", "expected an object, was a number")]
    [InlineData("""{"customer":"a","items":[{"name":"x","price":1,"tags":{"k":1,"secret":"s"}}]}""", "items[0].tags[1]", "expected a number, was a string")]
    [InlineData("""{"customer":"a","items":[],"priority":2147483648}""", "priority", "expected a number from -2147483648 to 2147483647, but it is outside of that range")]
    [InlineData("""{"customer":"a","items":[],"priority":1.5}""", "priority", "expected a whole number, written without fraction and exponent")]
    [InlineData("""["a",[["x",1],["y","z"]]]""", "items[1].price", "expected a number, was a string")]
    [InlineData("""["a"]""", "items", "required, but missing")]
    [InlineData("5", "", "expected an object, was a number")]
    [InlineData("null", "", "expected an object, was null")]
    public void ReadJson_Wrong_NamesMemberAndProblem(string json, string path, string problem)
        => AssertError(Wire.JsonError(OrderCodec.Instance, json), path, problem);

    [Theory]
    [InlineData("""[null,[]]""", "customer", "expected a string, was null")]
    [InlineData("""["a",[["x","1"],["y"]]]""", "items[1].price", "required, but missing")]
    [InlineData("""["a",[["x","1"],["y",true]]]""", "items[1].price", "expected a decimal number as a string, was a boolean")]
    [InlineData("""["a",[["x","one"]]]""", "items[0].price", "expected a decimal number as a string, but it is none")]
    [InlineData("""["a",[["x","1",null,{"k":1,"secret":"s"}]]]""", "items[0].tags[1]", "expected a whole number, was a string")]
    [InlineData("""["a",[],null,2147483648]""", "priority", "expected a number from -2147483648 to 2147483647, but it is outside of that range")]
    [InlineData("""["a",[],null,1.5]""", "priority", "expected a whole number, was a floating-point number")]
    [InlineData("""{"items":[],"customer":5}""", "customer", "expected a string, was a number")]
    [InlineData("""{"items":[]}""", "customer", "required, but missing")]
    [InlineData("""["a",{}]""", "items", "expected an array, was a map")]
    [InlineData("5", "", "expected an array or a map, was a number")]
    public void ReadMessagePack_Wrong_NamesMemberAndProblem(string json, string path, string problem)
        => AssertError(Wire.MessagePackError(OrderCodec.Instance, Wire.Pack(json)), path, problem);

    [Fact]
    public void Read_Null_RefusedByEveryPrimitive()
    {
        Check(Factory.Boolean);
        Check(Factory.Byte);
        Check(Factory.SByte);
        Check(Factory.Int16);
        Check(Factory.UInt16);
        Check(Factory.Int32);
        Check(Factory.UInt32);
        Check(Factory.Int64);
        Check(Factory.UInt64);
        Check(Factory.Single);
        Check(Factory.Double);
        Check(Factory.Decimal);
        Check(Factory.String);
        Check(Factory.Char);
        Check(Factory.Guid);
        Check(Factory.DateTime);
        Check(Factory.DateTimeOffset);
        Check(Factory.TimeSpan);
        Check(Factory.DateOnly);
        Check(Factory.TimeOnly);
        Check(Factory.Uri);
        Check(Factory.Binary);
        Check(Factory.BinaryMemory);

        static void Check<T>(ValueCodec<T> codec)
        {
            Assert.EndsWith("was null", Wire.JsonError(codec, "null").Message, StringComparison.Ordinal);
            Assert.EndsWith("was null", Wire.MessagePackError(codec, [0xc0]).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadJson_OneBeyondTheRange_Refused()
    {
        Check(Factory.Byte, "-1", "256");
        Check(Factory.SByte, "-129", "128");
        Check(Factory.Int16, "-32769", "32768");
        Check(Factory.UInt16, "-1", "65536");
        Check(Factory.Int32, "-2147483649", "2147483648");
        Check(Factory.UInt32, "-1", "4294967296");
        Check(Factory.Int64, "-9223372036854775809", "9223372036854775808");
        Check(Factory.UInt64, "-1", "18446744073709551616");
        Check(Factory.Single, "-1e39", "1e39");
        Check(Factory.Double, "-1e309", "1e309");
        Check(Factory.Decimal, "-79228162514264337593543950336", "79228162514264337593543950336");

        static void Check<T>(ValueCodec<T> codec, string below, string above)
        {
            Assert.StartsWith("expected a number from ", Wire.JsonError(codec, below).Problem, StringComparison.Ordinal);
            Assert.StartsWith("expected a number from ", Wire.JsonError(codec, above).Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadMessagePack_OneBeyondTheRange_Refused()
    {
        Check(Factory.Byte, -1, 256);
        Check(Factory.SByte, -129, 128);
        Check(Factory.Int16, -32769, 32768);
        Check(Factory.UInt16, -1, 65536);
        Check(Factory.Int32, -2147483649, 2147483648);
        Check(Factory.UInt32, -1, 4294967296);
        Check(Factory.Char, -1, 65536);
        Check(Factory.DateOnly, -1, DateOnly.MaxValue.DayNumber + 1);
        Check(Factory.TimeOnly, -1, TimeSpan.TicksPerDay);
        AssertOutOfRange(Factory.Int64, Wire.ToMessagePack(Factory.UInt64, 1UL << 63));
        AssertOutOfRange(Factory.UInt64, Wire.ToMessagePack(Factory.Int64, -1));
        AssertOutOfRange(Factory.Single, Wire.ToMessagePack(Factory.Double, 1e39));

        static void Check<T>(ValueCodec<T> codec, long below, long above)
        {
            AssertOutOfRange(codec, Wire.ToMessagePack(Factory.Int64, below));
            AssertOutOfRange(codec, Wire.ToMessagePack(Factory.Int64, above));
        }

        static void AssertOutOfRange<T>(ValueCodec<T> codec, byte[] payload)
            => Assert.StartsWith("expected a number from ", Wire.MessagePackError(codec, payload).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 5 })]
    [InlineData(new byte[] { 0xcc, 5 })]
    [InlineData(new byte[] { 0xcd, 0, 5 })]
    [InlineData(new byte[] { 0xce, 0, 0, 0, 5 })]
    [InlineData(new byte[] { 0xcf, 0, 0, 0, 0, 0, 0, 0, 5 })]
    [InlineData(new byte[] { 0xd0, 5 })]
    [InlineData(new byte[] { 0xd1, 0, 5 })]
    [InlineData(new byte[] { 0xd2, 0, 0, 0, 5 })]
    [InlineData(new byte[] { 0xd3, 0, 0, 0, 0, 0, 0, 0, 5 })]
    public void ReadMessagePack_IntegerOfAnyWidth_Accepted(byte[] payload)
    {
        Assert.Equal(5, Wire.FromMessagePack(Factory.Byte, payload));
        Assert.Equal(5, Wire.FromMessagePack(Factory.SByte, payload));
        Assert.Equal(5, Wire.FromMessagePack(Factory.Int16, payload));
        Assert.Equal(5, Wire.FromMessagePack(Factory.UInt16, payload));
        Assert.Equal(5, Wire.FromMessagePack(Factory.Int32, payload));
        Assert.Equal(5U, Wire.FromMessagePack(Factory.UInt32, payload));
        Assert.Equal(5L, Wire.FromMessagePack(Factory.Int64, payload));
        Assert.Equal(5UL, Wire.FromMessagePack(Factory.UInt64, payload));
        Assert.Equal(5f, Wire.FromMessagePack(Factory.Single, payload));
        Assert.Equal(5d, Wire.FromMessagePack(Factory.Double, payload));
    }

    [Fact]
    public void ReadMessagePack_SingleFromDouble_IsRounded()
        => Assert.Equal(0.1f, Wire.FromMessagePack(Factory.Single, Wire.ToMessagePack(Factory.Double, 0.1)));

    [Fact]
    public void ReadJson_StringThatDoesNotParse_RefusedAsSystemTextJsonDoes()
    {
        Check(Factory.Char, "", "ab", "😀");
        Check(Factory.Guid, "", "00112233445566778899aabbccddeeff", "00112233-4455-6677-8899-aabbccddeefg", "{00112233-4455-6677-8899-aabbccddeeff}");
        Check(Factory.DateTime, "", "2025-02-30", "now", "2025-06-01T25:00:00");
        Check(Factory.DateTimeOffset, "", "2025-02-30", "2025-06-01T12:00:00+15:00");
        Check(Factory.TimeSpan, "", " 01:00:00", "1:2:", "24:00:00x", "99999999.00:00:00");
        Check(Factory.DateOnly, "", "2025-02-30", "2025-1-1", "2025-01-01T00:00:00", "２０２５-01-1");
        Check(Factory.TimeOnly, "", "-00:00:01", "1.00:00:00", "24:00:00", "x");
        Check(Factory.Binary, "=", "abc", "a*==");
        Check(Factory.Uri, "http://[");

        static void Check<T>(ValueCodec<T> codec, params string[] texts)
        {
            foreach (string text in texts)
            {
                foreach (string json in new[] { Wire.ToJsonText(Factory.String, text), Wire.ToJsonText(Factory.String, text + new string(' ', 300)) })
                {
                    Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web));
                    Assert.EndsWith("but the string is none", Wire.JsonError(codec, json).Problem, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("00112233-4455-6677-8899-aabbccddeefg")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff ")]
    public void ReadMessagePackGuid_OtherForms_Refused(string text)
        => Assert.EndsWith("but it is none", Wire.MessagePackError(Factory.Guid, Wire.ToMessagePack(Factory.String, text)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0xd6, 0xfe, 0, 0, 0, 0 })] // another extension
    [InlineData(new byte[] { 0xc7, 12, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })] // long after year 9999
    [InlineData(new byte[] { 0xd4, 0xff, 0 })] // no timestamp has one byte
    public void ReadMessagePackDateTime_NoTimestamp_Refused(byte[] payload) => Wire.MessagePackError(Factory.DateTime, payload);

    [Theory]
    [InlineData(new byte[] { 0x91, 0xd6, 0xff, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x92, 0xd6, 0xff, 0, 0, 0, 0, 0xcd, 0x03, 0x49 })] // 14:01 hours
    [InlineData(new byte[] { 0x93, 0xd6, 0xff, 0, 0, 0, 0, 0, 0 })]
    public void ReadMessagePackDateTimeOffset_Malformed_Refused(byte[] payload) => Wire.MessagePackError(Factory.DateTimeOffset, payload);

    [Fact]
    public void ReadString_InvalidUnicode_Refused()
    {
        const string Problem = "expected Unicode, but the string has invalid UTF-8";
        byte[] invalid = [0xc3, 0x28];

        Assert.StartsWith(Problem, Wire.MessagePackError(Factory.String, [0xa2, .. invalid]).Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.MessagePackError(Factory.String, [0xa3, 0xed, 0xa0, 0x80]).Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.String, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.String, "\"\\udc00a\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Assert.Throws<PayloadException>(() => Wire.FromJson(Factory.String, (byte[])[(byte)'"', .. invalid, (byte)'"'])).Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.Char, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.DateTime, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.DateTimeOffset, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.Guid, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.Binary, "\"\\ud800\"").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(Factory.Dictionary(Factory.Int32), """{"\ud800":1}""").Problem, StringComparison.Ordinal);
        Assert.StartsWith(Problem, Wire.JsonError(OrderCodec.Instance, """{"\ud800":1}""").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"customer\":\"topsecret\" \"items\"")]
    [InlineData("{\"customer\":\"topsecret\",\"items\":[]]")]
    [InlineData("{\"customer\":topsecret}")]
    [InlineData("{\"customer\":\"topsecret\",}")]
    [InlineData("// topsecret\n{}")]
    public void ReadJson_Malformed_SaysWhereAndNoContent(string json)
    {
        PayloadException error = Wire.JsonError(OrderCodec.Instance, json);

        Assert.Contains("malformed JSON at byte", error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"customer":"ada","items":[{"name":"topsecret","price":"topsecret"}]}""")]
    [InlineData("""{"customer":"ada","items":[{"name":"x","price":1,"tags":{"topsecret":"topsecret"}}]}""")]
    public void Read_Wrong_NeverShowsContent(string json)
    {
        Assert.DoesNotContain("topsecret", Wire.JsonError(OrderCodec.Instance, json).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", Wire.MessagePackError(OrderCodec.Instance, Wire.Pack(json)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EnsureEnd_SecondValue_Refused()
    {
        Assert.Contains("more follows", Wire.JsonError(Factory.Int32, "1 2").Message, StringComparison.Ordinal);
        Assert.Contains("more follows", Wire.JsonError(Factory.Int32, "1}").Message, StringComparison.Ordinal);
        Assert.Contains("more follows", Wire.MessagePackError(Factory.Int32, [1, 2]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithinAnotherRead_KeepsBothPaths()
    {
        ReentrantCodec codec = new();

        AssertError(Wire.JsonError(codec, """[1,"x"]"""), "[1]", "expected a number, was a string");
        Assert.Equal("items[0].price", codec.InnerPath);
    }

    [Fact]
    public void WriteJson_NotFiniteMember_IsNamed()
    {
        MemberTable members = new(new Member("price"));

        ArgumentException error = Assert.Throws<ArgumentException>(() =>
        {
            JsonValueWriter writer = new(new ArrayBufferWriter<byte>());
            writer.WriteStartObject();
            writer.WriteName(members, 0);
            writer.WriteDouble(double.NaN);
        });

        Assert.Contains("'price'", error.Message, StringComparison.Ordinal);
    }

    private static void AssertError(PayloadException error, string path, string problem)
    {
        Assert.Equal(path, error.Path);
        Assert.Equal(problem, error.Problem);
        Assert.Null(error.InnerException);
    }

    /// <summary>Reads an array of numbers and, in the midst of it, another payload that is wrong.</summary>
    private sealed class ReentrantCodec : ValueCodec<int>
    {
        internal string? InnerPath { get; private set; }

        public override int ReadJson(ref JsonValueReader reader)
        {
            int sum = 0;
            ArrayCursor elements = reader.ReadArray();
            while (reader.MoveNext(ref elements))
            {
                InnerPath = Wire.JsonError(OrderCodec.Instance, """{"customer":"a","items":[{"name":"x"}]}""").Path;
                sum += reader.ReadInt32();
            }

            return sum;
        }

        public override int ReadMessagePack(ref MessagePackValueReader reader) => throw new NotSupportedException();

        public override void WriteJson(ref JsonValueWriter writer, int value) => throw new NotSupportedException();

        public override void WriteMessagePack(ref MessagePackValueWriter writer, int value) => throw new NotSupportedException();
    }
}
