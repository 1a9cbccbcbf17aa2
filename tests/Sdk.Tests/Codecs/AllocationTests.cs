using System.Buffers;
using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>Reading allocates the values and nothing else; writing allocates nothing.</summary>
public class AllocationTests
{
    private static readonly PointCodec Point = new();

    [Fact]
    public void Read_Object_AllocatesTheObjectOnly()
    {
        byte[] json = Wire.ToJson(Point, new PointValue(1, 2));
        byte[] escaped = """{"\u0079":2,"unknown":[{}],"x":1}"""u8.ToArray();
        byte[] messagePack = Wire.ToMessagePack(Point, new PointValue(1, 2));
        long perObject = Allocations.Of(static () => new PointValue(1, 2));

        Assert.NotEqual(0, perObject);
        Assert.Equal(perObject, Allocations.Of(() => Wire.FromJson(Point, json)));
        Assert.Equal(perObject, Allocations.Of(() => Wire.FromJson(Point, escaped)));
        Assert.Equal(perObject, Allocations.Of(() => Wire.FromMessagePack(Point, messagePack)));
    }

    [Fact]
    public void Read_ArrayOfObjects_AllocatesArrayAndObjectsOnly()
    {
        ValueCodec<PointValue[]> codec = Factory.Array(Point);
        PointValue[] values = [.. Enumerable.Range(0, 40).Select(static i => new PointValue(i, i))];
        byte[] json = Wire.ToJson(codec, values);
        byte[] messagePack = Wire.ToMessagePack(codec, values);
        long expected = Allocations.Of(static () =>
        {
            PointValue[] items = new PointValue[40];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = new PointValue(i, i);
            }

            return items;
        });

        Assert.Equal(expected, Allocations.Of(() => Wire.FromJson(codec, json)));
        Assert.Equal(expected, Allocations.Of(() => Wire.FromMessagePack(codec, messagePack)));
    }

    [Fact]
    public void Write_Object_AllocatesNothing()
    {
        PointValue value = new(1, 2);
        ArrayBufferWriter<byte> output = new(1024);

        Assert.Equal(0, Allocations.Of(() =>
        {
            output.ResetWrittenCount();
            JsonValueWriter writer = new(output);
            Point.WriteJson(ref writer, value);
            writer.Flush();
            return output;
        }));
        Assert.Equal(0, Allocations.Of(() =>
        {
            output.ResetWrittenCount();
            MessagePackValueWriter writer = new(output);
            Point.WriteMessagePack(ref writer, value);
            writer.Flush();
            return output;
        }));
    }

    private sealed record PointValue(int X, int Y);

    private sealed class PointCodec : ValueCodec<PointValue>
    {
        private static readonly MemberTable Members = new(new Member("x", isRequired: true), new Member("y", isRequired: true));

        public override void WriteJson(ref JsonValueWriter writer, PointValue value)
        {
            writer.WriteStartObject();
            writer.WriteName(Members, 0);
            writer.WriteInt32(value.X);
            writer.WriteName(Members, 1);
            writer.WriteInt32(value.Y);
            writer.WriteEndObject();
        }

        public override PointValue ReadJson(ref JsonValueReader reader)
        {
            int x = 0, y = 0;
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
                switch (members.Index)
                {
                    case 0: x = reader.ReadInt32(); break;
                    case 1: y = reader.ReadInt32(); break;
                }
            }

            return new PointValue(x, y);
        }

        public override void WriteMessagePack(ref MessagePackValueWriter writer, PointValue value)
        {
            writer.WriteArrayHeader(2);
            writer.WriteInt32(value.X);
            writer.WriteInt32(value.Y);
        }

        public override PointValue ReadMessagePack(ref MessagePackValueReader reader)
        {
            int x = 0, y = 0;
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
                switch (members.Index)
                {
                    case 0: x = reader.ReadInt32(); break;
                    case 1: y = reader.ReadInt32(); break;
                }
            }

            return new PointValue(x, y);
        }
    }
}
