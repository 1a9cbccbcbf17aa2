using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Reads MessagePack as the JSON that says the same: bytes as base64, timestamps as in ISO 8601, integers as keys by their digits.
/// What JSON has no form for is refused.
/// </summary>
internal static class MessagePackToJson
{
    /// <summary>Depth was limited when the values were read.</summary>
    internal static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads the next value.</summary>
    /// <returns>A reader before its JSON.</returns>
    /// <exception cref="PayloadException">The MessagePack is malformed, nests too deeply or has no form in JSON.</exception>
    internal static Utf8JsonReader Read(ref MessagePackValueReader reader)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            Copy(ref reader, json);
        }

        return new Utf8JsonReader(output.WrittenSpan, new JsonReaderOptions { MaxDepth = int.MaxValue });
    }

    private static void Copy(ref MessagePackValueReader reader, Utf8JsonWriter json)
    {
        switch (reader.PeekType())
        {
            case MessagePackType.Nil:
                reader.TryReadNull();
                json.WriteNullValue();
                break;
            case MessagePackType.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Integer:
                json.WriteRawValue(reader.ReadAnyInteger().ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case MessagePackType.Float:
                CopyFloat(ref reader, json);
                break;
            case MessagePackType.String:
                json.WriteStringValue(reader.ReadString());
                break;
            case MessagePackType.Binary:
                json.WriteBase64StringValue(reader.ReadBinary());
                break;
            case MessagePackType.Array:
                CopyArray(ref reader, json);
                break;
            case MessagePackType.Map:
                CopyMap(ref reader, json);
                break;
            default:
                json.WriteStringValue(reader.ReadDateTime());
                break;
        }
    }

    private static void CopyFloat(ref MessagePackValueReader reader, Utf8JsonWriter json)
    {
        bool isSingle = reader.IsSingleNext();
        double value = reader.ReadDouble();
        if (!double.IsFinite(value))
        {
            throw reader.Failure("expected a finite number, was NaN or infinite, for which JSON has no form");
        }

        if (isSingle)
        {
            json.WriteNumberValue((float)value);
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }

    private static void CopyArray(ref MessagePackValueReader reader, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        ArrayCursor elements = reader.ReadArray();
        while (reader.MoveNext(ref elements))
        {
            Copy(ref reader, json);
        }

        json.WriteEndArray();
    }

    private static void CopyMap(ref MessagePackValueReader reader, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        MapCursor entries = reader.ReadMap();
        while (reader.MoveNext(ref entries))
        {
            json.WritePropertyName(reader.IsIntegerNext()
                ? reader.ReadAnyInteger().ToString(CultureInfo.InvariantCulture)
                : reader.ReadString());
            Copy(ref reader, json);
        }

        json.WriteEndObject();
    }
}
