using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Writes JSON as the MessagePack that says the same; the forms are those of <c>MessagePackSerializer.ConvertFromJson</c>.</summary>
internal static class JsonToMessagePack
{
    internal static void Write(ref MessagePackValueWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(value.GetPropertyCount());
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    writer.WriteString(property.Name);
                    Write(ref writer, property.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(value.GetArrayLength());
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(ref writer, item);
                }

                break;
            case JsonValueKind.String:
                writer.WriteString(value.GetString());
                break;
            case JsonValueKind.Number:
                WriteNumber(ref writer, value);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(value.ValueKind == JsonValueKind.True);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    /// <summary>An integer where it is written as one and has at most 64 bits; else the nearest float 64.</summary>
    private static void WriteNumber(ref MessagePackValueWriter writer, JsonElement value)
    {
        if (value.TryGetInt64(out long signed))
        {
            writer.WriteInt64(signed);
        }
        else if (value.TryGetUInt64(out ulong unsigned))
        {
            writer.WriteUInt64(unsigned);
        }
        else
        {
            writer.WriteDouble(value.GetDouble());
        }
    }
}
