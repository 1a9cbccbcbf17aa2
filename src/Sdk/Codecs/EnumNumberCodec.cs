namespace TypedWs.CompilerServices;

/// <summary>Enums by number, in JSON as in MessagePack. Names are refused, as System.Text.Json does where it writes numbers.</summary>
/// <param name="known">The values to which receivers are limited; null if any number is taken.</param>
internal sealed class EnumNumberCodec<T>(EnumNames<T>? known) : ValueCodec<T>
    where T : struct, Enum
{
    public override void WriteJson(ref JsonValueWriter writer, T value) => EnumNumber<T>.WriteJson(ref writer, value);

    public override T ReadJson(ref JsonValueReader reader)
    {
        T value = EnumNumber<T>.ReadJson(ref reader);
        return IsAccepted(value) ? value : throw reader.Failure(EnumNumber<T>.Unknown);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value) => EnumNumber<T>.WriteMessagePack(ref writer, value);

    public override T ReadMessagePack(ref MessagePackValueReader reader)
    {
        T value = EnumNumber<T>.ReadMessagePack(ref reader);
        return IsAccepted(value) ? value : throw reader.Failure(EnumNumber<T>.Unknown);
    }

    private bool IsAccepted(T value) => known is null || known.IsKnown(value);
}
