namespace TypedWs.CompilerServices;

/// <summary>Enums by number, in JSON as in MessagePack. Names are refused, as System.Text.Json does where it writes numbers.</summary>
internal sealed class EnumNumberCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    public override void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (EnumNumber<T>.IsSigned)
        {
            writer.WriteInt64((long)EnumNumber<T>.ToBits(value));
        }
        else
        {
            writer.WriteUInt64(EnumNumber<T>.ToBits(value));
        }
    }

    public override T ReadJson(ref JsonValueReader reader) => EnumNumber<T>.ReadJson(ref reader);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value)
    {
        if (EnumNumber<T>.IsSigned)
        {
            writer.WriteInt64((long)EnumNumber<T>.ToBits(value));
        }
        else
        {
            writer.WriteUInt64(EnumNumber<T>.ToBits(value));
        }
    }

    public override T ReadMessagePack(ref MessagePackValueReader reader) => EnumNumber<T>.ReadMessagePack(ref reader);
}
