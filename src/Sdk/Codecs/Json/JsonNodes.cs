using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

/// <summary>Makes nodes of JSON that was read. Built at once, and of equal names by the last: the library's own would fail on them when they are first looked at.</summary>
internal static class JsonNodes
{
    internal static JsonNode? Of(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject map = [];
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    map[property.Name] = Of(property.Value);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Of)]);
            default:
                return JsonValue.Create(element);
        }
    }
}
