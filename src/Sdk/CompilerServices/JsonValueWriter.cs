using System.ComponentModel;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Writes values as JSON, in the forms that System.Text.Json gives them. For one thread, as a local variable passed by reference.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonValueWriter
{
    private readonly Utf8JsonWriter _json;

    // The member whose value is being written, for error messages.
    private MemberTable? _members;
    private int _member;

    // What the next object begins with: its discriminator.
    private UnionTag? _tag;

    /// <summary>Writes to <paramref name="json"/>, which the caller flushes.</summary>
    /// <param name="json">The writer, where a value may stand.</param>
    public JsonValueWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>The writer underneath, for envelopes.</summary>
    internal readonly Utf8JsonWriter Inner => _json;

    /// <summary>Writes null.</summary>
    public readonly void WriteNull() => _json.WriteNullValue();

    /// <summary>Begins an object or a map.</summary>
    public void WriteStartObject()
    {
        _json.WriteStartObject();
        if (_tag is { } tag)
        {
            _tag = null;
            tag.WriteMember(_json);
        }
    }

    /// <summary>Ends an object or a map.</summary>
    public void WriteEndObject()
    {
        _members = null;
        _json.WriteEndObject();
    }

    /// <summary>Begins an array.</summary>
    public readonly void WriteStartArray() => _json.WriteStartArray();

    /// <summary>Ends an array.</summary>
    public void WriteEndArray()
    {
        _members = null;
        _json.WriteEndArray();
    }

    /// <summary>Writes the name of a member.</summary>
    /// <param name="members">The members of the type.</param>
    /// <param name="index">Which of them.</param>
    public void WriteName(MemberTable members, int index)
    {
        _members = members;
        _member = index;
        _json.WritePropertyName(members.GetJsonName(index));
    }

    /// <summary>Writes the key of a map's entry.</summary>
    /// <param name="key">The key.</param>
    public readonly void WriteName(string key) => _json.WritePropertyName(key);

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteBoolean(bool value) => _json.WriteBooleanValue(value);

    /// <summary>Lets the object that comes next begin with a discriminator.</summary>
    /// <param name="tag">The discriminator, if there is any.</param>
    internal void TagNextObject(UnionTag tag) => _tag = tag.IsNone ? null : tag;
}
