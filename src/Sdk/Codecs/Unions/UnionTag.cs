using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>The discriminator of one case, prepared for one format.</summary>
internal sealed class UnionTag
{
    private readonly Discriminator _value;
    private readonly byte[]? _utf8Name;
    private readonly byte[] _jsonMember;

    internal UnionTag(JsonEncodedText member, Discriminator value)
    {
        _value = value;
        _utf8Name = value.Name is { } name ? Encoding.UTF8.GetBytes(name) : null;
        string json = value.Name is null ? string.Create(CultureInfo.InvariantCulture, $"{value.Number}") : $"\"{JsonEncodedText.Encode(value.Name)}\"";
        _jsonMember = Encoding.UTF8.GetBytes($"\"{member}\":{json}");
    }

    /// <summary>Whether this is the base type itself, which has none.</summary>
    internal bool IsNone => _value is { Name: null, Number: null };

    /// <summary>The member that has the discriminator, as it stands in JSON: <c>"$type":"circle"</c>.</summary>
    internal ReadOnlySpan<byte> JsonMember => _jsonMember;

    internal bool Is(ReadOnlySpan<byte> utf8Name) => _utf8Name is not null && utf8Name.SequenceEqual(_utf8Name);

    internal bool Is(long number) => _value.Number == number;

    internal void Write(ref MessagePackValueWriter writer)
    {
        if (_value.Number is { } number)
        {
            writer.WriteInt32(number);
        }
        else
        {
            writer.WriteString(_value.Name);
        }
    }
}
