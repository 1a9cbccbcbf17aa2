using System.Runtime.InteropServices;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <content>Values that are kept as they came.</content>
public ref partial struct JsonValueReader
{
    /// <summary>Reads the next value, whatever it is.</summary>
    /// <returns>Its bytes, copied.</returns>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    internal byte[] ReadRaw()
    {
        NextToken();
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref _json);
            return JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }
}
