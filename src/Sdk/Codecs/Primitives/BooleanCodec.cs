namespace TypedWs.CompilerServices;

internal sealed class BooleanCodec : ValueCodec<bool>
{
    public override void WriteJson(ref JsonValueWriter writer, bool value) => writer.WriteBoolean(value);

    public override bool ReadJson(ref JsonValueReader reader) => reader.ReadBoolean();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, bool value) => writer.WriteBoolean(value);

    public override bool ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadBoolean();
}
