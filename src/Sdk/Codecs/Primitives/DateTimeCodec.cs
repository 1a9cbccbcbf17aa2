namespace TypedWs.CompilerServices;

internal sealed class DateTimeCodec : ValueCodec<DateTime>
{
    public override void WriteJson(ref JsonValueWriter writer, DateTime value) => writer.WriteDateTime(value);

    public override DateTime ReadJson(ref JsonValueReader reader) => reader.ReadDateTime();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, DateTime value) => writer.WriteDateTime(value);

    public override DateTime ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDateTime();
}
