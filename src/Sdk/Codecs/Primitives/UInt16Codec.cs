namespace TypedWs.CompilerServices;

internal sealed class UInt16Codec : ValueCodec<ushort>
{
    public override void WriteJson(ref JsonValueWriter writer, ushort value) => writer.WriteUInt16(value);

    public override ushort ReadJson(ref JsonValueReader reader) => reader.ReadUInt16();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, ushort value) => writer.WriteUInt16(value);

    public override ushort ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUInt16();
}
