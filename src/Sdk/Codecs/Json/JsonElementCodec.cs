using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Any JSON: as it is in text, its equivalent in MessagePack.</summary>
internal sealed class JsonElementCodec : ValueCodec<JsonElement>
{
    public override void WriteJson(ref JsonValueWriter writer, JsonElement value)
    {
        EnsureDefined(value);
        writer.WriteElement(value);
    }

    public override JsonElement ReadJson(ref JsonValueReader reader) => reader.ReadElement();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, JsonElement value)
    {
        EnsureDefined(value);
        JsonToMessagePack.Write(ref writer, value);
    }

    public override JsonElement ReadMessagePack(ref MessagePackValueReader reader)
    {
        Utf8JsonReader json = MessagePackToJson.Read(ref reader);
        return JsonElement.ParseValue(ref json);
    }

    private static void EnsureDefined(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("A JsonElement is undefined: it is of no document. Make it nullable, or give it a value.", nameof(value));
        }
    }
}
