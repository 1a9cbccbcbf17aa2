using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteString(string? value) => _json.WriteStringValue(value);

    /// <summary>Writes a string of one character.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteChar(char value) => _json.WriteStringValue([value]);

    /// <summary>Writes a <see cref="Guid"/> in 36 characters.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteGuid(Guid value) => _json.WriteStringValue(value);

    /// <summary>Writes a date and time as in ISO 8601.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteDateTime(DateTime value) => _json.WriteStringValue(value);

    /// <summary>Writes a date and time with offset as in ISO 8601.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteDateTimeOffset(DateTimeOffset value) => _json.WriteStringValue(value);

    /// <summary>Writes a time span such as <c>1.02:03:04.5000000</c>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteTimeSpan(TimeSpan value)
    {
        Span<byte> text = stackalloc byte[32];
        bool fits = Utf8Formatter.TryFormat(value, text, out int length, 'c');
        Debug.Assert(fits, "The longest time span has 26 characters.");
        _json.WriteStringValue(text[..length]);
    }

    /// <summary>Writes a date such as <c>2025-12-31</c>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteDateOnly(DateOnly value)
    {
        Span<byte> text = stackalloc byte[16];
        bool fits = value.TryFormat(text, out int length, "O", CultureInfo.InvariantCulture);
        Debug.Assert(fits, "A date has 10 characters.");
        _json.WriteStringValue(text[..length]);
    }

    /// <summary>Writes a time of day such as <c>23:59:58.5000000</c>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a URI as it was given.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteUri(Uri? value) => _json.WriteStringValue(value?.OriginalString);

    /// <summary>Writes bytes in base64.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteBinary(byte[]? value)
    {
        if (value is null)
        {
            _json.WriteNullValue();
        }
        else
        {
            _json.WriteBase64StringValue(value);
        }
    }

    /// <summary>Writes bytes in base64.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteBinaryMemory(ReadOnlyMemory<byte> value) => _json.WriteBase64StringValue(value.Span);

    /// <summary>Writes a string that has its quotes already and holds nothing that must be escaped.</summary>
    /// <param name="utf8">The value.</param>
    internal readonly void WriteQuoted(ReadOnlySpan<byte> utf8) => _json.WriteRawValue(utf8, skipInputValidation: true);

    /// <summary>Writes a string that was encoded before.</summary>
    /// <param name="value">The value.</param>
    internal readonly void WriteEncoded(JsonEncodedText value) => _json.WriteStringValue(value);
}
