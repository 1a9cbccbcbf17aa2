namespace TypedWs.CompilerServices;

internal sealed class TimeOnlyCodec : ValueCodec<TimeOnly>
{
    public override void WriteJson(ref JsonValueWriter writer, TimeOnly value) => writer.WriteTimeOnly(value);

    public override TimeOnly ReadJson(ref JsonValueReader reader) => reader.ReadTimeOnly();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TimeOnly value) => writer.WriteTimeOnly(value);

    public override TimeOnly ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadTimeOnly();
}
