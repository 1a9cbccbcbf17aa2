using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TypedWs.CompilerServices;

/// <content>Values as they stand in the text.</content>
public ref partial struct JsonValueReader
{
    /// <summary>Reads a number, in quotes or not.</summary>
    /// <returns>Its text.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    internal ReadOnlySpan<byte> ReadNumberText()
    {
        if (IsNumber())
        {
            return _json.ValueSpan;
        }

        if (_json.TokenType != JsonTokenType.String)
        {
            throw Unexpected("a number");
        }

        ReadOnlySpan<byte> text = _json.ValueIsEscaped ? Encoding.UTF8.GetBytes(GetString()) : _json.ValueSpan;
        return text.IsEmpty || text.ContainsAnyExcept(NumberCharacters) ? throw Unexpected("a number") : text;
    }

    /// <summary>Reads any value, in memory of its own.</summary>
    /// <exception cref="PayloadException">It is malformed, nests too deeply or has strings that are not valid Unicode.</exception>
    internal JsonElement ReadElement()
    {
        CheckValue();
        return JsonElement.ParseValue(ref _json);
    }

    /// <summary>Reads any value, in memory of its own.</summary>
    /// <exception cref="PayloadException">It is malformed, nests too deeply or has strings that are not valid Unicode.</exception>
    internal JsonDocument ReadDocument()
    {
        CheckValue();
        return JsonDocument.ParseValue(ref _json);
    }

    /// <summary>Reads any value.</summary>
    /// <returns>Its bytes, copied.</returns>
    /// <exception cref="PayloadException">It is malformed.</exception>
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

    /// <summary>Looks at the whole value before the library reads it: that would be less strict. Ends on its first token.</summary>
    private void CheckValue()
    {
        JsonTokenType token = NextToken();
        Utf8JsonReader start = _json;
        CheckText();
        if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = _json.CurrentDepth;
            do
            {
                Advance();
                CheckText();
            }
            while (_json.CurrentDepth > depth);
        }

        _json = start;
    }

    /// <summary>The library checks strings when they are used; here, that would be too late for an error with a path.</summary>
    private void CheckText()
    {
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return;
        }

        if (!Utf8.IsValid(_json.ValueSpan))
        {
            throw NotUnicode();
        }

        if (_json.ValueIsEscaped)
        {
            GetString();
        }
    }
}
