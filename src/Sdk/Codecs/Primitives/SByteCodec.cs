namespace TypedWs.CompilerServices;

internal sealed class SByteCodec : ValueCodec<sbyte>, IKeyCodec<sbyte>
{
    public override void WriteJson(ref JsonValueWriter writer, sbyte value) => writer.WriteSByte(value);

    public override sbyte ReadJson(ref JsonValueReader reader) => reader.ReadSByte();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, sbyte value) => writer.WriteSByte(value);

    public override sbyte ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadSByte();

    public void WriteName(ref JsonValueWriter writer, sbyte key) => IntegerName.Write(ref writer, key);

    public sbyte ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<sbyte>(ref reader, name);
}
