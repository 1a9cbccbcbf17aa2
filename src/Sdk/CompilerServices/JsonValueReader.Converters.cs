using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueReader
{
    /// <summary>Has a converter of the user's read the next value.</summary>
    /// <exception cref="PayloadException">The converter refuses the value, or does not read exactly one.</exception>
    internal T? ReadConverted<T>(JsonConverter<T> converter, JsonSerializerOptions options)
    {
        JsonTokenType first = NextToken();
        int depth = _json.CurrentDepth;
        long start = _json.BytesConsumed;
        T? value;
        try
        {
            value = converter.Read(ref _json, typeof(T), options);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, the peer's value has caused it. Its message may quote the value, so the type has to do.
            throw Failure($"refused by {converter.GetType().Name} ({exception.GetType().Name})");
        }

        bool isWhole = first switch
        {
            JsonTokenType.StartObject => _json.TokenType == JsonTokenType.EndObject && _json.CurrentDepth == depth,
            JsonTokenType.StartArray => _json.TokenType == JsonTokenType.EndArray && _json.CurrentDepth == depth,
            _ => _json.BytesConsumed == start,
        };
        return isWhole ? value : throw Failure($"{converter.GetType().Name} read too much or not enough; a converter must end on the last token of its value");
    }
}
