namespace TypedWs.CompilerServices;

internal sealed class CharCodec : ValueCodec<char>, IKeyCodec<char>
{
    public override void WriteJson(ref JsonValueWriter writer, char value) => writer.WriteChar(value);

    public override char ReadJson(ref JsonValueReader reader) => reader.ReadChar();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, char value) => writer.WriteChar(value);

    public override char ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadChar();

    public void WriteName(ref JsonValueWriter writer, char key) => writer.WriteName(key.ToString());

    public char ReadName(ref JsonValueReader reader, string name)
        => name.Length == 1 ? name[0] : throw reader.Failure("expected one UTF-16 character as key, but it is none");
}
