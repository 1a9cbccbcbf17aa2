using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Any JSON: as it is in text, its equivalent in MessagePack.</summary>
internal sealed class JsonDocumentCodec : ValueCodec<JsonDocument>
{
    public override void WriteJson(ref JsonValueWriter writer, JsonDocument value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteElement(value.RootElement);
    }

    public override JsonDocument ReadJson(ref JsonValueReader reader) => reader.ReadDocument();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, JsonDocument value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        JsonToMessagePack.Write(ref writer, value.RootElement);
    }

    public override JsonDocument ReadMessagePack(ref MessagePackValueReader reader)
    {
        Utf8JsonReader json = MessagePackToJson.Read(ref reader);
        return JsonDocument.ParseValue(ref json);
    }
}
