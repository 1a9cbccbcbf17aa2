namespace TypedWs.CompilerServices;

internal sealed class DoubleCodec : ValueCodec<double>
{
    public override void WriteJson(ref JsonValueWriter writer, double value) => writer.WriteDouble(value);

    public override double ReadJson(ref JsonValueReader reader) => reader.ReadDouble();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, double value) => writer.WriteDouble(value);

    public override double ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDouble();
}
