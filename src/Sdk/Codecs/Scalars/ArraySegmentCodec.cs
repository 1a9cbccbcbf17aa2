using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Bytes: in JSON an array of numbers, as System.Text.Json writes them (base64 is read, too); bin in MessagePack.</summary>
internal sealed class ArraySegmentCodec : ValueCodec<ArraySegment<byte>>
{
    private readonly ArrayCodec<byte[], byte> _numbers = new(Codecs.Byte, static items => items);

    public override void WriteJson(ref JsonValueWriter writer, ArraySegment<byte> value)
    {
        writer.WriteStartArray();
        foreach (byte item in value.AsSpan())
        {
            writer.WriteByte(item);
        }

        writer.WriteEndArray();
    }

    public override ArraySegment<byte> ReadJson(ref JsonValueReader reader)
        => reader.Peek() == JsonTokenType.String ? reader.ReadBinary() : _numbers.ReadJson(ref reader);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, ArraySegment<byte> value) => writer.WriteBinaryMemory(value);

    public override ArraySegment<byte> ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadBinary();
}
