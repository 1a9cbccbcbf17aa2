using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>
/// Enums. JSON: the name, as JsonStringEnumConverter writes it; flags joined with ", "; the number for what has no name. MessagePack: the number.
/// </summary>
internal sealed class EnumCodec<T> : ValueCodec<T>, IKeyCodec<T>
    where T : struct, Enum
{
    private const string Expected = "the name or number of an enum value";

    private readonly EnumNames<T> _names;
    private readonly bool _isClosed;

    /// <summary>Prepares the codec.</summary>
    /// <param name="values">The names, in the order of declaration.</param>
    /// <param name="isClosed">Whether numbers that have no name are refused.</param>
    internal EnumCodec(ReadOnlySpan<(string Name, T Value)> values, bool isClosed)
    {
        _names = new EnumNames<T>(values);
        _isClosed = isClosed;
    }

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
        else
        {
            EnumNumber<T>.WriteJson(ref writer, value);
        }
    }

    public override T ReadJson(ref JsonValueReader reader) => reader.Peek() switch
    {
        JsonTokenType.String when _names.TryParse(reader.ReadString(), out T named) => named,
        JsonTokenType.String => throw reader.Failure($"expected {Expected}, but the name is unknown"),
        JsonTokenType.Number when EnumNumber<T>.ReadJson(ref reader) is var number => IsAccepted(number) ? number : throw reader.Failure(EnumNumber<T>.Unknown),
        _ => throw reader.Unexpected(Expected),
    };

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value) => EnumNumber<T>.WriteMessagePack(ref writer, value);

    public override T ReadMessagePack(ref MessagePackValueReader reader)
    {
        T value = EnumNumber<T>.ReadMessagePack(ref reader);
        return IsAccepted(value) ? value : throw reader.Failure(EnumNumber<T>.Unknown);
    }

    public void WriteName(ref JsonValueWriter writer, T key)
    {
        if (_names.TryGetName(key, out JsonEncodedText name))
        {
            writer.WriteName(name);
        }
        else if (_names.TryJoinFlags(key, out string? flags))
        {
            writer.WriteName(flags);
        }
        else if (EnumNumber<T>.IsSigned)
        {
            IntegerName.Write(ref writer, (long)EnumNumber<T>.ToBits(key));
        }
        else
        {
            IntegerName.Write(ref writer, EnumNumber<T>.ToBits(key));
        }
    }

    public T ReadName(ref JsonValueReader reader, string name)
    {
        if (_names.TryParse(name, out T named))
        {
            return named;
        }

        if (EnumNumber<T>.TryParse(name, out T number))
        {
            return IsAccepted(number) ? number : throw reader.Failure(EnumNumber<T>.Unknown);
        }

        throw reader.Failure($"expected {Expected} as key, but it is none");
    }

    private bool IsAccepted(T value) => !_isClosed || _names.IsKnown(value);
}
