namespace TypedWs.CompilerServices;

internal sealed class DecimalCodec : ValueCodec<decimal>
{
    public override void WriteJson(ref JsonValueWriter writer, decimal value) => writer.WriteDecimal(value);

    public override decimal ReadJson(ref JsonValueReader reader) => reader.ReadDecimal();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, decimal value) => writer.WriteDecimal(value);

    public override decimal ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDecimal();
}
