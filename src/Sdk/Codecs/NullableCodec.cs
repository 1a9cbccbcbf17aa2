namespace TypedWs.CompilerServices;

/// <summary>Null, or what the inner codec makes of it.</summary>
internal sealed class NullableCodec<T>(ValueCodec<T> inner) : ValueCodec<T?>
    where T : struct
{
    public override void WriteJson(ref JsonValueWriter writer, T? value)
    {
        if (value is not { } present)
        {
            writer.WriteNull();
            return;
        }

        inner.WriteJson(ref writer, present);
    }

    public override T? ReadJson(ref JsonValueReader reader) => reader.TryReadNull() ? null : inner.ReadJson(ref reader);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T? value)
    {
        if (value is not { } present)
        {
            writer.WriteNull();
            return;
        }

        inner.WriteMessagePack(ref writer, present);
    }

    public override T? ReadMessagePack(ref MessagePackValueReader reader) => reader.TryReadNull() ? null : inner.ReadMessagePack(ref reader);
}
