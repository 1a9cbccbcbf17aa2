namespace TypedWs.CompilerServices;

internal sealed class GuidCodec : ValueCodec<Guid>
{
    public override void WriteJson(ref JsonValueWriter writer, Guid value) => writer.WriteGuid(value);

    public override Guid ReadJson(ref JsonValueReader reader) => reader.ReadGuid();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Guid value) => writer.WriteGuid(value);

    public override Guid ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadGuid();
}
