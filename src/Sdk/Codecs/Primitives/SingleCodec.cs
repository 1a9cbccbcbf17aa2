namespace TypedWs.CompilerServices;

internal sealed class SingleCodec : ValueCodec<float>
{
    public override void WriteJson(ref JsonValueWriter writer, float value) => writer.WriteSingle(value);

    public override float ReadJson(ref JsonValueReader reader) => reader.ReadSingle();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, float value) => writer.WriteSingle(value);

    public override float ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadSingle();
}
