namespace TypedWs.CompilerServices;

internal sealed class TimeSpanCodec : ValueCodec<TimeSpan>
{
    public override void WriteJson(ref JsonValueWriter writer, TimeSpan value) => writer.WriteTimeSpan(value);

    public override TimeSpan ReadJson(ref JsonValueReader reader) => reader.ReadTimeSpan();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TimeSpan value) => writer.WriteTimeSpan(value);

    public override TimeSpan ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadTimeSpan();
}
