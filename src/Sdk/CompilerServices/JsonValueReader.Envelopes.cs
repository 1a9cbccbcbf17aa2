using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <content>What the envelopes around a payload need to know.</content>
public ref partial struct JsonValueReader
{
    /// <summary>How many bytes the values that were read, and what stood before them, took.</summary>
    internal readonly int BytesConsumed => (int)_json.BytesConsumed;

    /// <summary>Looks whether the next value is a string.</summary>
    internal bool IsStringNext()
    {
        bool isString = NextToken() == JsonTokenType.String;
        _isOnValue = true;
        return isString;
    }
}
