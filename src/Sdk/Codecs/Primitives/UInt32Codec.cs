namespace TypedWs.CompilerServices;

internal sealed class UInt32Codec : ValueCodec<uint>, IKeyCodec<uint>
{
    public override void WriteJson(ref JsonValueWriter writer, uint value) => writer.WriteUInt32(value);

    public override uint ReadJson(ref JsonValueReader reader) => reader.ReadUInt32();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, uint value) => writer.WriteUInt32(value);

    public override uint ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUInt32();

    public void WriteName(ref JsonValueWriter writer, uint key) => IntegerName.Write(ref writer, key);

    public uint ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<uint>(ref reader, name);
}
