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
        if (token == JsonTokenType.Number)
            return RequestId.FromNumber(ref _json);

        _isOnValue = true;
        return token == JsonTokenType.String ? RequestId.FromString(ReadString()) : RequestId.FromNumber(ReadInt64());
    }
}
