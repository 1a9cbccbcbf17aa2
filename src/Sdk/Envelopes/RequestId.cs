using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TypedWs.Envelopes;

/// <summary>
/// A request's id as its sender wrote it: a number, a string or null (JSON-RPC 2.0, section 4), or absent. It is echoed as it came.
/// </summary>
internal readonly struct RequestId : IEquatable<RequestId>
{
    private readonly string? _text;
    private readonly long _number;
    private readonly RequestIdKind _kind;

    private RequestId(RequestIdKind kind, long number, string? text)
    {
        _kind = kind;
        _number = number;
        _text = text;
    }

    public static RequestId Null { get; } = new(RequestIdKind.Null, 0, null);

    public RequestIdKind Kind => _kind;

    public bool IsAbsent => _kind == RequestIdKind.Absent;

    public long Number => _number;

    /// <summary>The string's value, or the text of a number that is no signed 64-bit integer, or is written like none.</summary>
    public string Text => _text ?? "";

    public static RequestId FromNumber(long number) => new(RequestIdKind.Number, number, null);

    /// <summary>The number that the reader is on. -0 is one, too, and must not come back as 0.</summary>
    public static RequestId FromNumber(ref Utf8JsonReader reader)
        => reader.TryGetInt64(out long number) && !reader.ValueSpan.SequenceEqual("-0"u8) ? FromNumber(number) : FromRawNumber(Encoding.UTF8.GetString(reader.ValueSpan));

    public static RequestId FromInteger(Int128 number)
        => number >= long.MinValue && number <= long.MaxValue ? FromNumber((long)number) : FromRawNumber(number.ToString(CultureInfo.InvariantCulture));

    public static RequestId FromString(string text) => new(RequestIdKind.String, 0, text);

    public static RequestId FromRawNumber(string json) => new(RequestIdKind.RawNumber, 0, json);

    public bool Equals(RequestId other) => _kind == other._kind && _number == other._number && _text == other._text;

    public override bool Equals(object? obj) => obj is RequestId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_kind, _number, _text);

    public override string ToString() => _kind switch
    {
        RequestIdKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        RequestIdKind.Absent => "(absent)",
        RequestIdKind.Null => "null",
        _ => Text,
    };
}
