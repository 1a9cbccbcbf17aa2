namespace TypedWs.CompilerServices;

internal sealed class UInt16Codec : ValueCodec<ushort>, IKeyCodec<ushort>
{
    public override void WriteJson(ref JsonValueWriter writer, ushort value) => writer.WriteUInt16(value);

    public override ushort ReadJson(ref JsonValueReader reader) => reader.ReadUInt16();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, ushort value) => writer.WriteUInt16(value);

    public override ushort ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUInt16();

    public void WriteName(ref JsonValueWriter writer, ushort key) => IntegerName.Write(ref writer, key);

    public ushort ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<ushort>(ref reader, name);
}
