namespace TypedWs.CompilerServices;

internal sealed class Int64Codec : ValueCodec<long>, IKeyCodec<long>
{
    public override void WriteJson(ref JsonValueWriter writer, long value) => writer.WriteInt64(value);

    public override long ReadJson(ref JsonValueReader reader) => reader.ReadInt64();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, long value) => writer.WriteInt64(value);

    public override long ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadInt64();

    public void WriteName(ref JsonValueWriter writer, long key) => IntegerName.Write(ref writer, key);

    public long ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<long>(ref reader, name);
}
