using System.Text.Json;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>
/// Reads any JSON-RPC 2.0 envelope: members in any order, any white space, escaped names, the last of duplicates.
/// </summary>
internal static class JsonEnvelope
{
    // What stands in an envelope, and the envelope in a batch, may nest as deeply as any value: whether it is too deep is for the value's codec to say.
    private const int MaxDepth = JsonValueReader.DefaultMaxDepth + 2;

    /// <summary>Reads one envelope, or finds that it is a batch.</summary>
    public static Envelope Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return ReadCore(message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter for an escape that is half a surrogate pair.
        {
            return Envelope.Invalid(WireFormat.Json, ErrorCodes.ParseError, "The text is not valid JSON, or is nested too deeply.");
        }
    }

    private static Envelope ReadCore(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            return ReadBatch(message, ref reader);

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            while (reader.Read())
            {
                // Reads to the end, so that what is not JSON at all is a parse error.
            }

            return Envelope.Invalid(WireFormat.Json, ErrorCodes.InvalidRequest, "Expected a JSON-RPC 2.0 object.");
        }

        var members = default(JsonEnvelopeMembers);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            members.Read(message, ref reader);

        while (reader.Read())
        {
            // Whatever follows the object makes the reader throw.
        }

        return members.ToEnvelope(message);
    }

    private static Envelope ReadBatch(ReadOnlyMemory<byte> message, scoped ref Utf8JsonReader reader)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(message[start..(int)reader.BytesConsumed]);
        }

        while (reader.Read())
        {
            // Whatever follows the array makes the reader throw.
        }

        return elements.Count == 0
            ? Envelope.Invalid(WireFormat.Json, ErrorCodes.InvalidRequest, "A batch must not be empty.")
            : new Envelope { Kind = EnvelopeKind.Batch, Elements = elements, Message = message };
    }
}
