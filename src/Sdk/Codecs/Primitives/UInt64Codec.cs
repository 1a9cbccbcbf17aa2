namespace TypedWs.CompilerServices;

internal sealed class UInt64Codec : ValueCodec<ulong>, IKeyCodec<ulong>
{
    public override void WriteJson(ref JsonValueWriter writer, ulong value) => writer.WriteUInt64(value);

    public override ulong ReadJson(ref JsonValueReader reader) => reader.ReadUInt64();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, ulong value) => writer.WriteUInt64(value);

    public override ulong ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUInt64();

    public void WriteName(ref JsonValueWriter writer, ulong key) => IntegerName.Write(ref writer, key);

    public ulong ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<ulong>(ref reader, name);
}
