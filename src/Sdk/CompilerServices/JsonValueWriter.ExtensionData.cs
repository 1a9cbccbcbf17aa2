using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    /// <summary>Writes members that the type does not know, after all others.</summary>
    /// <param name="unknown">The members, or null where there are none.</param>
    public void WriteExtensionData(IEnumerable<KeyValuePair<string, JsonElement>>? unknown)
    {
        foreach ((string name, JsonElement value) in unknown ?? [])
        {
            WriteName(name);
            WriteElement(value);
        }
    }

    /// <summary>Writes members that the type does not know, after all others.</summary>
    /// <param name="unknown">The members, or null where there are none.</param>
    public void WriteExtensionData(JsonObject? unknown)
    {
        if (unknown is null)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in unknown)
        {
            WriteName(name);
            WriteNode(value);
        }
    }
}
