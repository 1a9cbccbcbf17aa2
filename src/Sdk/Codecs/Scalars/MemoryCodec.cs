namespace TypedWs.CompilerServices;

/// <summary>Bytes: base64 in JSON, bin in MessagePack.</summary>
internal sealed class MemoryCodec : ValueCodec<Memory<byte>>
{
    public override void WriteJson(ref JsonValueWriter writer, Memory<byte> value) => writer.WriteBinaryMemory(value);

    public override Memory<byte> ReadJson(ref JsonValueReader reader) => reader.ReadBinary();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Memory<byte> value) => writer.WriteBinaryMemory(value);

    public override Memory<byte> ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadBinary();
}
