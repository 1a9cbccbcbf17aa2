using System.ComponentModel;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>
/// Reads the values of one JSON payload in order. Whatever is wrong with the payload is a <see cref="PayloadException"/> that says where and what,
/// after which the reader is of no further use. For one thread, as a local variable passed by reference.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonValueReader
{
    /// <summary>How deeply objects and arrays may nest where nothing else is said.</summary>
    internal const int DefaultMaxDepth = 64;

    private readonly int _maxDepth;
    private Utf8JsonReader _json;

    // Whether _json already stands on the first token of the next value: finding the end of an array takes a look at it.
    private bool _isOnValue;

    // Null outside of objects and arrays.
    private PayloadPath? _path;

    // The member that has the discriminator of the object that comes next, if that is the case of a polymorphic type.
    private byte[]? _discriminator;

    /// <summary>Starts before the first token.</summary>
    /// <param name="json">One JSON value in UTF-8.</param>
    /// <param name="maxDepth">How deeply objects and arrays may nest.</param>
    public JsonValueReader(ReadOnlySpan<byte> json, int maxDepth = DefaultMaxDepth)
    {
        _maxDepth = maxDepth;

        // One more than allowed, so that Advance meets the first token that is too deep and can say so.
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
    }

    /// <summary>Consumes a null, if one comes next.</summary>
    /// <returns>Whether it was a null.</returns>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    public bool TryReadNull()
    {
        bool isNull = NextToken() == JsonTokenType.Null;
        _isOnValue = !isNull;
        return isNull;
    }

    /// <summary>Passes over the next value, whatever it is.</summary>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    public void Skip()
    {
        if (NextToken() is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = _json.CurrentDepth;
        do
        {
            Advance();
        }
        while (_json.CurrentDepth > depth);
    }

    /// <summary>Looks at the first token of the next value without consuming it.</summary>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    internal JsonTokenType Peek()
    {
        JsonTokenType token = NextToken();
        _isOnValue = true;
        return token;
    }

    /// <summary>Makes sure that the payload holds no second value.</summary>
    /// <exception cref="PayloadException">Something follows, or the payload is malformed.</exception>
    internal void EnsureEnd()
    {
        try
        {
            if (!_json.Read())
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Utf8JsonReader refuses a second value by itself.
        }

        throw Failure("expected the end after one value, but more follows");
    }

    /// <summary>Goes to the first token of the next value, unless the reader already stands there.</summary>
    private JsonTokenType NextToken()
    {
        if (_isOnValue)
        {
            _isOnValue = false;
            return _json.TokenType;
        }

        return Advance();
    }

    private JsonTokenType Advance()
    {
        bool hasToken;
        try
        {
            hasToken = _json.Read();
        }
        catch (JsonException)
        {
            hasToken = false;
        }

        if (!hasToken)
        {
            throw Malformed();
        }

        JsonTokenType token = _json.TokenType;
        if (token is JsonTokenType.StartObject or JsonTokenType.StartArray && _json.CurrentDepth >= _maxDepth)
        {
            throw TooDeep();
        }

        return token;
    }
}
