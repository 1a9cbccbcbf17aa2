namespace TypedWs.CompilerServices;

internal sealed class BinaryCodec : ValueCodec<byte[]>
{
    public override void WriteJson(ref JsonValueWriter writer, byte[] value) => writer.WriteBinary(value);

    public override byte[] ReadJson(ref JsonValueReader reader) => reader.ReadBinary();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, byte[] value) => writer.WriteBinary(value);

    public override byte[] ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadBinary();
}
