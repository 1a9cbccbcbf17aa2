using System.Globalization;

namespace TypedWs.CompilerServices;

internal sealed class DateOnlyCodec : ValueCodec<DateOnly>, IKeyCodec<DateOnly>
{
    public override void WriteJson(ref JsonValueWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public override DateOnly ReadJson(ref JsonValueReader reader) => reader.ReadDateOnly();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public override DateOnly ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadDateOnly();

    public void WriteName(ref JsonValueWriter writer, DateOnly key) => writer.WriteName(key.ToString("O", CultureInfo.InvariantCulture));

    public DateOnly ReadName(ref JsonValueReader reader, string name)
        => DateOnly.TryParseExact(name, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly key)
            ? key
            : throw reader.Failure("expected a date such as 2025-12-31 as key, but it is none");
}
