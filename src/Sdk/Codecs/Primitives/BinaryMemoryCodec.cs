namespace TypedWs.CompilerServices;

internal sealed class BinaryMemoryCodec : ValueCodec<ReadOnlyMemory<byte>>
{
    public override void WriteJson(ref JsonValueWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinaryMemory(value);

    public override ReadOnlyMemory<byte> ReadJson(ref JsonValueReader reader) => reader.ReadBinaryMemory();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinaryMemory(value);

    public override ReadOnlyMemory<byte> ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadBinaryMemory();
}
