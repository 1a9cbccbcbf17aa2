namespace TypedWs.CompilerServices;

internal sealed class Int16Codec : ValueCodec<short>, IKeyCodec<short>
{
    public override void WriteJson(ref JsonValueWriter writer, short value) => writer.WriteInt16(value);

    public override short ReadJson(ref JsonValueReader reader) => reader.ReadInt16();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, short value) => writer.WriteInt16(value);

    public override short ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadInt16();

    public void WriteName(ref JsonValueWriter writer, short key) => IntegerName.Write(ref writer, key);

    public short ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<short>(ref reader, name);
}
