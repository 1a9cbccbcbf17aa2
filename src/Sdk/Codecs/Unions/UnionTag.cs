using System.Text;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>The discriminator of one case, prepared for one format.</summary>
internal sealed class UnionTag
{
    private readonly Discriminator _value;
    private readonly JsonEncodedText _member;
    private readonly JsonEncodedText _name;
    private readonly byte[]? _utf8Name;

    internal UnionTag(JsonEncodedText member, Discriminator value)
    {
        _member = member;
        _value = value;
        if (value.Name is { } name)
        {
            _name = JsonEncodedText.Encode(name);
            _utf8Name = Encoding.UTF8.GetBytes(name);
        }
    }

    /// <summary>Whether this is the base type itself, which has none.</summary>
    internal bool IsNone => _value is { Name: null, Number: null };

    internal bool Is(ReadOnlySpan<byte> utf8Name) => _utf8Name is not null && utf8Name.SequenceEqual(_utf8Name);

    internal bool Is(long number) => _value.Number == number;

    /// <summary>Writes the member that has the discriminator.</summary>
    internal void WriteMember(Utf8JsonWriter json)
    {
        if (_value.Number is { } number)
        {
            json.WriteNumber(_member, number);
        }
        else
        {
            json.WriteString(_member, _name);
        }
    }

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
