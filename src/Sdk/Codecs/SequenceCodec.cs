using System.Runtime.InteropServices;

namespace TypedWs.CompilerServices;

/// <summary>Writes whatever can be enumerated; derived classes read it into a collection of one kind.</summary>
/// <typeparam name="TSequence">The declared type.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal abstract class SequenceCodec<TSequence, T>(ValueCodec<T> element) : ValueCodec<TSequence>
    where TSequence : class, IEnumerable<T>
{
    /// <summary>How many elements room is made for on the sender's word alone; for more, they must have come.</summary>
    protected const int TrustedLength = 256;

    protected ValueCodec<T> Element { get; } = element;

    public sealed override void WriteJson(ref JsonValueWriter writer, TSequence value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray();
        if (TryGetSpan(value, out ReadOnlySpan<T> items))
        {
            foreach (T item in items)
            {
                Element.WriteJson(ref writer, item);
            }
        }
        else
        {
            foreach (T item in value)
            {
                Element.WriteJson(ref writer, item);
            }
        }

        writer.WriteEndArray();
    }

    public sealed override void WriteMessagePack(ref MessagePackValueWriter writer, TSequence value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        // The count comes first, so what is not in memory as an array is copied: counting it would enumerate it twice.
        if (!TryGetSpan(value, out ReadOnlySpan<T> items))
        {
            items = value.ToArray();
        }

        writer.WriteArrayHeader(items.Length);
        foreach (T item in items)
        {
            Element.WriteMessagePack(ref writer, item);
        }
    }

    private static bool TryGetSpan(TSequence value, out ReadOnlySpan<T> items)
    {
        // Arrays of a derived element type are left to the enumerator: a span of them would not be one of T.
        if (value is T[] array && array.GetType() == typeof(T[]))
        {
            items = array;
            return true;
        }

        if (value is List<T> list)
        {
            items = CollectionsMarshal.AsSpan(list);
            return true;
        }

        items = default;
        return false;
    }
}
