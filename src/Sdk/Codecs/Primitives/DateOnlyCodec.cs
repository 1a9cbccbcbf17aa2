namespace TypedWs.CompilerServices;

internal sealed class DateOnlyCodec : ValueCodec<DateOnly>
{
    public override void WriteJson(ref JsonValueWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public override DateOnly ReadJson(ref JsonValueReader reader) => reader.ReadDateOnly();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public override DateOnly ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDateOnly();
}
