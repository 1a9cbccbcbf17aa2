using System.Text;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>The cases of one polymorphic type, by their types and by what tells them apart. Immutable and thread-safe.</summary>
internal sealed class UnionTable<T>
{
    private readonly Dictionary<Type, int> _byType = [];

    internal UnionTable(string member, UnionCase<T>[] cases)
    {
        JsonEncodedText encoded = JsonEncodedText.Encode(member);
        Member = Encoding.UTF8.GetBytes(member);
        Cases = cases;
        JsonTags = [.. cases.Select(item => new UnionTag(encoded, item.Json))];
        MessagePackTags = [.. cases.Select(item => new UnionTag(encoded, item.MessagePack))];
        for (int i = 0; i < cases.Length; i++)
        {
            _byType[cases[i].Type] = i;
        }
    }

    /// <summary>The name of the member with the discriminator.</summary>
    internal byte[] Member { get; }

    internal UnionCase<T>[] Cases { get; }

    internal UnionTag[] JsonTags { get; }

    internal UnionTag[] MessagePackTags { get; }

    /// <summary>The case of a value that is to be written.</summary>
    /// <exception cref="ArgumentException">The value's type is none of the cases.</exception>
    internal int IndexOf(T value)
        => _byType.TryGetValue(value!.GetType(), out int index)
            ? index
            : throw new ArgumentException(
                $"'{typeof(T)}' is polymorphic, but '{value.GetType()}' is none of its cases. Add it to them with [JsonDerivedType].", nameof(value));
}
