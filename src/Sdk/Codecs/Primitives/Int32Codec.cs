namespace TypedWs.CompilerServices;

internal sealed class Int32Codec : ValueCodec<int>, IKeyCodec<int>
{
    public override void WriteJson(ref JsonValueWriter writer, int value) => writer.WriteInt32(value);

    public override int ReadJson(ref JsonValueReader reader) => reader.ReadInt32();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, int value) => writer.WriteInt32(value);

    public override int ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadInt32();

    public void WriteName(ref JsonValueWriter writer, int key) => IntegerName.Write(ref writer, key);

    public int ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<int>(ref reader, name);
}
