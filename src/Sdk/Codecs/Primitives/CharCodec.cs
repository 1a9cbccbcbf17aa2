namespace TypedWs.CompilerServices;

internal sealed class CharCodec : ValueCodec<char>
{
    public override void WriteJson(ref JsonValueWriter writer, char value) => writer.WriteChar(value);

    public override char ReadJson(ref JsonValueReader reader) => reader.ReadChar();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, char value) => writer.WriteChar(value);

    public override char ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadChar();
}
