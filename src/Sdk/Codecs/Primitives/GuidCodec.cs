namespace TypedWs.CompilerServices;

internal sealed class GuidCodec : ValueCodec<Guid>, IKeyCodec<Guid>
{
    public override void WriteJson(ref JsonValueWriter writer, Guid value) => writer.WriteGuid(value);

    public override Guid ReadJson(ref JsonValueReader reader) => reader.ReadGuid();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Guid value) => writer.WriteGuid(value);

    public override Guid ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadGuid();

    public void WriteName(ref JsonValueWriter writer, Guid key)
    {
        Span<byte> text = stackalloc byte[36];
        key.TryFormat(text, out int length);
        writer.WritePlainName(text[..length]);
    }

    public Guid ReadName(ref JsonValueReader reader, string name)
        => Guid.TryParseExact(name, "D", out Guid key)
            ? key
            : throw reader.Failure("expected a UUID such as 00112233-4455-6677-8899-aabbccddeeff as key, but it is none");
}
