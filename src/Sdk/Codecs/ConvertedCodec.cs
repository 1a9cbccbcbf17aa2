using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedWs.CompilerServices;

/// <summary>A type with a <see cref="JsonConverter{T}"/> of the user's own: it makes the JSON, and the codec of the type as it is makes the MessagePack.</summary>
internal sealed class ConvertedCodec<T> : ValueCodec<T>
{
    // Web defaults, like everything here. Without a resolver: converters that call the serializer bring their own, or rely on reflection knowingly.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly ValueCodec<T> _messagePack;
    private readonly JsonConverter<T> _json;
    private readonly bool _isNullable;
    private readonly bool _readsNull;
    private readonly bool _writesNull;

    internal ConvertedCodec(ValueCodec<T> messagePack, JsonConverter converter, bool isNullable)
    {
        JsonConverter? own = converter is JsonConverterFactory factory ? factory.CreateConverter(typeof(T), Options) : converter;
        _json = own as JsonConverter<T> ?? throw new InvalidOperationException(
            $"[JsonConverter] of '{typeof(T)}' names {converter.GetType().Name}, which makes {own?.GetType().Name ?? "none"} for it. "
            + $"It must be a JsonConverter<{typeof(T).Name}>.");
        _messagePack = messagePack;
        _isNullable = isNullable;
        _writesNull = _json.HandleNull;
        _readsNull = _writesNull || default(T) is not null;
    }

    public override void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (value is null && !_writesNull)
        {
            writer.WriteNull();
            return;
        }

        Utf8JsonWriter library = writer.BeginLibraryValue();
        try
        {
            _json.Write(library, value, Options);
        }
        finally
        {
            JsonValueWriter.EndLibraryValue(library);
        }
    }

    public override T ReadJson(ref JsonValueReader reader)
    {
        if (!_readsNull && reader.Peek() == JsonTokenType.Null)
        {
            if (!_isNullable)
            {
                throw reader.Failure("expected a value, was null");
            }

            reader.Skip();
            return default!;
        }

        T? value = reader.ReadConverted(_json, Options);
        return value is null && !_isNullable ? throw reader.Failure($"{_json.GetType().Name} made null of it, where null is no value") : value!;
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value) => _messagePack.WriteMessagePack(ref writer, value);

    public override T ReadMessagePack(ref MessagePackValueReader reader) => _messagePack.ReadMessagePack(ref reader);
}
