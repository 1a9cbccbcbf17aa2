namespace TypedWs.CompilerServices;

internal sealed class UInt32Codec : ValueCodec<uint>
{
    public override void WriteJson(ref JsonValueWriter writer, uint value) => writer.WriteUInt32(value);

    public override uint ReadJson(ref JsonValueReader reader) => reader.ReadUInt32();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, uint value) => writer.WriteUInt32(value);

    public override uint ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUInt32();
}
