using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    /// <summary>Writes members that the type does not know, after all others.</summary>
    /// <param name="unknown">The members, or null where there are none.</param>
    public readonly void WriteExtensionData(IEnumerable<KeyValuePair<string, JsonElement>>? unknown)
    {
        foreach ((string name, JsonElement value) in unknown ?? [])
        {
            _json.WritePropertyName(name);
            value.WriteTo(_json);
        }
    }

    /// <summary>Writes members that the type does not know, after all others.</summary>
    /// <param name="unknown">The members, or null where there are none.</param>
    public readonly void WriteExtensionData(JsonObject? unknown)
    {
        if (unknown is null)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in unknown)
        {
            _json.WritePropertyName(name);
            if (value is null)
            {
                _json.WriteNullValue();
            }
            else
            {
                value.WriteTo(_json);
            }
        }
    }
}
