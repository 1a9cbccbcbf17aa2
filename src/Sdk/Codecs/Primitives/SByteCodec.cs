namespace TypedWs.CompilerServices;

internal sealed class SByteCodec : ValueCodec<sbyte>
{
    public override void WriteJson(ref JsonValueWriter writer, sbyte value) => writer.WriteSByte(value);

    public override sbyte ReadJson(ref JsonValueReader reader) => reader.ReadSByte();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, sbyte value) => writer.WriteSByte(value);

    public override sbyte ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadSByte();
}
