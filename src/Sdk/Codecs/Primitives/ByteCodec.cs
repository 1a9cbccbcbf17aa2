namespace TypedWs.CompilerServices;

internal sealed class ByteCodec : ValueCodec<byte>, IKeyCodec<byte>
{
    public override void WriteJson(ref JsonValueWriter writer, byte value) => writer.WriteByte(value);

    public override byte ReadJson(ref JsonValueReader reader) => reader.ReadByte();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, byte value) => writer.WriteByte(value);

    public override byte ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadByte();

    public void WriteName(ref JsonValueWriter writer, byte key) => IntegerName.Write(ref writer, key);

    public byte ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<byte>(ref reader, name);
}
