namespace TypedWs.CompilerServices;

/// <summary>Sets: read as a hash set with the default comparer.</summary>
/// <param name="element">The codec of the element.</param>
/// <param name="convert">The set as the declared type.</param>
internal sealed class HashSetCodec<TSequence, T>(ValueCodec<T> element, Func<HashSet<T>, TSequence> convert) : SequenceCodec<TSequence, T>(element)
    where TSequence : class, IEnumerable<T>
{
    public override TSequence ReadJson(ref JsonValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        HashSet<T> items = new(SeededComparer.For<T>());
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadJson(ref reader));
        }

        return convert(items);
    }

    public override TSequence ReadMessagePack(ref MessagePackValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        HashSet<T> items = new(Math.Min(elements.Left, TrustedLength), SeededComparer.For<T>());
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadMessagePack(ref reader));
        }

        return convert(items);
    }
}
