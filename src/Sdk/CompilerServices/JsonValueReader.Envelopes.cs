using System.Text;
using System.Text.Json;
using TypedWs.Envelopes;

namespace TypedWs.CompilerServices;

/// <content>What the envelopes around a payload need to know.</content>
public ref partial struct JsonValueReader
{
    /// <summary>How many bytes the values that were read, and what stood before them, took.</summary>
    internal readonly int BytesConsumed => (int)_json.BytesConsumed;

    /// <summary>Reads the id of a request: a number of any size, or a string.</summary>
    /// <exception cref="PayloadException">It is neither.</exception>
    internal RequestId ReadRequestId()
    {
        JsonTokenType token = NextToken();
        _isOnValue = true;
        if (token != JsonTokenType.Number || _json.TryGetInt64(out _))
            return token == JsonTokenType.String ? RequestId.FromString(ReadString()) : RequestId.FromNumber(ReadInt64());

        _isOnValue = false;
        return RequestId.FromRawNumber(Encoding.UTF8.GetString(_json.ValueSpan));
    }
}
