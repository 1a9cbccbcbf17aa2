namespace TypedWs.CompilerServices;

internal sealed class DateTimeOffsetCodec : ValueCodec<DateTimeOffset>
{
    public override void WriteJson(ref JsonValueWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    public override DateTimeOffset ReadJson(ref JsonValueReader reader) => reader.ReadDateTimeOffset();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    public override DateTimeOffset ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDateTimeOffset();
}
