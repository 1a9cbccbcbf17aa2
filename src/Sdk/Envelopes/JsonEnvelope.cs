using System.Text.Json;

namespace TypedWs.Envelopes;

/// <summary>
/// Reads any JSON-RPC 2.0 envelope: members in any order, any white space, escaped names, the last of duplicates.
/// </summary>
internal static class JsonEnvelope
{
    private const int MaxDepth = 64;

    /// <summary>Reads one envelope, or finds that it is a batch.</summary>
    public static Envelope Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return ReadCore(message);
        }
        catch (JsonException)
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
