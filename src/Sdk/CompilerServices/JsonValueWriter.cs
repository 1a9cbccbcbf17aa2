using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>Writes values as JSON, in the forms that System.Text.Json gives them. For one thread, as a local variable passed by reference.</summary>
/// <remarks>It writes into the output's memory by itself: Utf8JsonWriter looks at more than generated code can do wrong.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonValueWriter
{
    private OutputSpan _output;

    // Whether a value stands before, in the same object or array.
    private bool _needsComma;

    // The member whose value is being written, for error messages.
    private MemberTable? _members;
    private int _member;

    // What the next object begins with: its discriminator.
    private UnionTag? _tag;

    /// <summary>Writes to <paramref name="output"/>.</summary>
    /// <param name="output">The output, complete after <see cref="Flush"/>.</param>
    public JsonValueWriter(IBufferWriter<byte> output) => _output = new OutputSpan(output);

    /// <summary>Hands what was written to the output.</summary>
    public void Flush() => _output.Flush();

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Begins an object or a map.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteStartObject()
    {
        WriteStart((byte)'{');
        if (_tag is { } tag)
        {
            _tag = null;
            WriteRaw(tag.JsonMember);
        }
    }

    /// <summary>Ends an object or a map.</summary>
    public void WriteEndObject() => WriteEnd((byte)'}');

    /// <summary>Begins an array.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteStartArray() => WriteStart((byte)'[');

    /// <summary>Ends an array.</summary>
    public void WriteEndArray() => WriteEnd((byte)']');

    /// <summary>Writes the name of a member.</summary>
    /// <param name="members">The members of the type.</param>
    /// <param name="index">Which of them.</param>
    public void WriteName(MemberTable members, int index)
    {
        _members = members;
        _member = index;
        ReadOnlySpan<byte> name = members.GetJsonName(index);
        _output.Write(_needsComma ? name : name[1..]);
        _needsComma = false;
    }

    /// <summary>Writes the key of a map's entry.</summary>
    /// <param name="key">The key.</param>
    public void WriteName(string key)
    {
        WriteString(key);
        EndName();
    }

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Lets the object that comes next begin with a discriminator.</summary>
    /// <param name="tag">The discriminator, if there is any.</param>
    internal void TagNextObject(UnionTag tag) => _tag = tag.IsNone ? null : tag;

    /// <summary>Writes the key of a map's entry that was encoded before.</summary>
    /// <param name="key">The key.</param>
    internal void WriteName(JsonEncodedText key)
    {
        WriteEncoded(key);
        EndName();
    }

    /// <summary>Writes the key of a map's entry of which nothing has to be escaped.</summary>
    /// <param name="utf8">The key.</param>
    internal void WritePlainName(scoped ReadOnlySpan<byte> utf8)
    {
        WritePlain(utf8);
        EndName();
    }

    /// <summary>Writes a value that is JSON already.</summary>
    /// <param name="json">Its text.</param>
    internal void WriteRaw(scoped ReadOnlySpan<byte> json)
    {
        Span<byte> bytes = ReserveValue(json.Length, out int start);
        json.CopyTo(bytes[start..]);
        _output.Advance(start + json.Length);
    }

    /// <summary>Has the library write one value. Nothing may be written here until <see cref="EndLibraryValue"/>.</summary>
    /// <returns>Its writer, to be given back in any case.</returns>
    internal Utf8JsonWriter BeginLibraryValue()
    {
        _output.Advance(PutComma(_output.Reserve(1)));
        _output.Flush();
        return JsonWriterCache.Rent(_output.Output);
    }

    /// <summary>Takes the library's writer back, after its value.</summary>
    internal static void EndLibraryValue(Utf8JsonWriter library)
    {
        library.Flush();
        JsonWriterCache.Return(library);
    }

    private void WriteStart(byte bracket)
    {
        // A value that contains itself ends in an exception here, not with the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Span<byte> bytes = ReserveValue(1, out int start);
        bytes[start] = bracket;
        _output.Advance(start + 1);
        _needsComma = false;
    }

    private void WriteEnd(byte bracket)
    {
        _members = null;
        _output.Write(bracket);
        _needsComma = true;
    }

    private void EndName()
    {
        _output.Write((byte)':');
        _needsComma = false;
    }

    /// <summary>Makes room for a value, with the comma before it.</summary>
    /// <param name="size">How many bytes the value takes at most.</param>
    /// <param name="start">Where the value begins: after the comma, if there is one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> ReserveValue(int size, out int start)
    {
        Span<byte> bytes = _output.Reserve(size + 1);
        start = PutComma(bytes);
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PutComma(Span<byte> bytes)
    {
        int length = 0;
        if (_needsComma)
        {
            bytes[0] = (byte)',';
            length = 1;
        }

        _needsComma = true;
        return length;
    }
}
