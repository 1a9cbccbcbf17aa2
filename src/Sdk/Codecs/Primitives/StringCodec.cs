namespace TypedWs.CompilerServices;

internal sealed class StringCodec : ValueCodec<string>, IKeyCodec<string>
{
    public override void WriteJson(ref JsonValueWriter writer, string value) => writer.WriteString(value);

    public override string ReadJson(ref JsonValueReader reader) => reader.ReadString();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, string value) => writer.WriteString(value);

    public override string ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadString();

    public void WriteName(ref JsonValueWriter writer, string key) => writer.WriteName(key);

    public string ReadName(ref JsonValueReader reader, string name) => name;
}
