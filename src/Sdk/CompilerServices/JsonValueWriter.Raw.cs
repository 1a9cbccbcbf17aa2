using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

/// <content>Values that the library writes by itself.</content>
public ref partial struct JsonValueWriter
{
    /// <summary>Writes any JSON.</summary>
    /// <param name="value">The value, which is defined.</param>
    internal void WriteElement(JsonElement value)
    {
        Utf8JsonWriter library = BeginLibraryValue();
        try
        {
            value.WriteTo(library);
        }
        finally
        {
            EndLibraryValue(library);
        }
    }

    /// <summary>Writes any JSON.</summary>
    /// <param name="value">The value; null is JSON's null.</param>
    internal void WriteNode(JsonNode? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        Utf8JsonWriter library = BeginLibraryValue();
        try
        {
            value.WriteTo(library);
        }
        finally
        {
            EndLibraryValue(library);
        }
    }
}
