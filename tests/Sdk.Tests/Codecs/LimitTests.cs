using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>What a hostile payload can ask for: depth and declared sizes.</summary>
public class LimitTests
{
    [Fact]
    public void Read_64Levels_Accepted()
    {
        Assert.Equal(63, Wire.FromJson(NestedCodec.Instance, Nested(64)));
        Assert.Equal(63, Wire.FromMessagePack(NestedCodec.Instance, Packed(64)));
        Wire.FromJson(Factory.Acknowledgement, Nested(64));
        Wire.FromMessagePack(Factory.Acknowledgement, Packed(64));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(66)]
    [InlineData(1_000_000)]
    public void Read_MoreLevels_Refused(int depth)
    {
        const string Problem = "nested deeper than 64 levels";

        Assert.Equal(Problem, Wire.JsonError(NestedCodec.Instance, Nested(depth)).Problem);
        Assert.Equal(Problem, Wire.JsonError(Factory.Acknowledgement, Nested(depth)).Problem);
        Assert.Equal(Problem, Wire.MessagePackError(NestedCodec.Instance, Packed(depth)).Problem);
        Assert.Equal(Problem, Wire.MessagePackError(Factory.Acknowledgement, Packed(depth)).Problem);
    }

    [Fact]
    public void Read_UnknownMemberThatNestsTooDeeply_Refused()
    {
        // The object is one level itself.
        Assert.Equal("a", Wire.FromJson(OrderCodec.Instance, $$"""{"x":{{Nested(63)}},"customer":"a","items":[]}""").Customer);
        Assert.Contains("deeper", Wire.JsonError(OrderCodec.Instance, $$"""{"x":{{Nested(64)}}}""").Problem, StringComparison.Ordinal);
        Assert.Equal("a", Wire.FromMessagePack(OrderCodec.Instance, (byte[])[0x95, 0xa1, (byte)'a', 0x90, 0xc0, 1, .. Packed(63)]).Customer);
        Assert.Contains("deeper", Wire.MessagePackError(OrderCodec.Instance, [0x95, 0xa1, (byte)'a', 0x90, 0xc0, 1, .. Packed(64)]).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OwnMaxDepth_IsUsed()
    {
        Assert.Throws<PayloadException>(static () =>
        {
            JsonValueReader reader = new("[[]]"u8, maxDepth: 1);
            reader.Skip();
        });
        Assert.Throws<PayloadException>(static () =>
        {
            MessagePackValueReader reader = new((byte[])[0x91, 0x90], maxDepth: 1);
            reader.Skip();
        });
    }

    [Theory]
    [InlineData(new byte[] { 0xdd, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdd, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdc, 0xff, 0xff, 1, 2, 3 })]
    [InlineData(new byte[] { 0xdf, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdf, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xde, 0xff, 0xff, 1, 2, 3 })]
    [InlineData(new byte[] { 0xc6, 0x7f, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xc6, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xdb, 0x7f, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xdb, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xc9, 0x7f, 0xff, 0xff, 0xff, 1, 1 })]
    [InlineData(new byte[] { 0xc9, 0xff, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xc1 })]
    public void ReadMessagePack_MoreDeclaredThanThere_RefusedWithoutAllocating(byte[] payload)
    {
        Check(Factory.Array(Factory.Int32));
        Check(Factory.List(Factory.Int64));
        Check(Factory.HashSet(Factory.String));
        Check(Factory.Dictionary(Factory.Int32));
        Check(Factory.Binary);
        Check(Factory.String);
        Check(Factory.Guid);
        Check(Factory.DateTime);
        Check(Factory.DateTimeOffset);
        Check(Factory.Acknowledgement);
        Check(OrderCodec.Instance);

        void Check<T>(ValueCodec<T> codec)
        {
            // The first time pays for what the runtime sets up.
            Wire.MessagePackError(codec, payload);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Wire.MessagePackError(codec, payload);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 65_536);
        }
    }

    [Fact]
    public void ReadMessagePack_LongArrayThatFailsEarly_MakesRoomForLittle()
    {
        byte[] payload = new byte[1_000_000];
        byte[] header = [0xdd, 0, 0x0f, 0, 0, 0xc0];
        header.CopyTo(payload, 0);
        ValueCodec<decimal[]> codec = Factory.Array(Factory.Decimal);
        Wire.MessagePackError(codec, payload);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Wire.MessagePackError(codec, payload);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 65_536);
    }

    [Fact]
    public void WriteMessagePack_ValueThatContainsItself_Throws()
        => Assert.Throws<InsufficientExecutionStackException>(static () => Wire.ToMessagePack(EndlessCodec.Instance, 0));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Packed(int depth) => [.. Enumerable.Repeat((byte)0x91, depth - 1), 0x90];

    /// <summary>Arrays in arrays; the value is how many arrays are inside of the outermost.</summary>
    private sealed class NestedCodec : ValueCodec<int>
    {
        internal static readonly NestedCodec Instance = new();

        public override int ReadJson(ref JsonValueReader reader)
        {
            int depth = 0;
            ArrayCursor elements = reader.ReadArray();
            while (reader.MoveNext(ref elements))
            {
                depth = 1 + ReadJson(ref reader);
            }

            return depth;
        }

        public override int ReadMessagePack(ref MessagePackValueReader reader)
        {
            int depth = 0;
            ArrayCursor elements = reader.ReadArray();
            while (reader.MoveNext(ref elements))
            {
                depth = 1 + ReadMessagePack(ref reader);
            }

            return depth;
        }

        public override void WriteJson(ref JsonValueWriter writer, int value) => throw new NotSupportedException();

        public override void WriteMessagePack(ref MessagePackValueWriter writer, int value) => throw new NotSupportedException();
    }

    private sealed class EndlessCodec : ValueCodec<int>
    {
        internal static readonly EndlessCodec Instance = new();

        public override void WriteMessagePack(ref MessagePackValueWriter writer, int value)
        {
            writer.WriteArrayHeader(1);
            WriteMessagePack(ref writer, value + 1);
            writer.WriteInt32(value);
        }

        public override void WriteJson(ref JsonValueWriter writer, int value) => throw new NotSupportedException();

        public override int ReadJson(ref JsonValueReader reader) => throw new NotSupportedException();

        public override int ReadMessagePack(ref MessagePackValueReader reader) => throw new NotSupportedException();
    }
}
