using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>
/// Enums. JSON: the name, as JsonStringEnumConverter writes it; flags joined with ", "; the number for what has no name. MessagePack: the number.
/// </summary>
internal sealed class EnumCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    private const string Expected = "the name or number of an enum value";

    private readonly EnumNames<T> _names;

    internal EnumCodec(ReadOnlySpan<(string Name, T Value)> values) => _names = new EnumNames<T>(values);

    public override void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (_names.TryGetName(value, out JsonEncodedText name))
        {
            writer.WriteEncoded(name);
        }
        else if (_names.TryJoinFlags(value, out string? flags))
        {
            writer.WriteString(flags);
        }
        else if (EnumNumber<T>.IsSigned)
        {
            writer.WriteInt64((long)EnumNumber<T>.ToBits(value));
        }
        else
        {
            writer.WriteUInt64(EnumNumber<T>.ToBits(value));
        }
    }

    public override T ReadJson(ref JsonValueReader reader) => reader.Peek() switch
    {
        JsonTokenType.String when _names.TryParse(reader.ReadString(), out T named) => named,
        JsonTokenType.String => throw reader.Failure($"expected {Expected}, but the name is unknown"),
        JsonTokenType.Number => EnumNumber<T>.ReadJson(ref reader),
        _ => throw reader.Unexpected(Expected),
    };

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
