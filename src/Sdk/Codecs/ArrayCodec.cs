namespace TypedWs.CompilerServices;

/// <summary>Arrays, and interfaces that cannot add: read as an array.</summary>
/// <param name="element">The codec of the element.</param>
/// <param name="convert">The array as the declared type.</param>
internal sealed class ArrayCodec<TSequence, T>(ValueCodec<T> element, Func<T[], TSequence> convert) : SequenceCodec<TSequence, T>(element)
    where TSequence : class, IEnumerable<T>
{
    public override TSequence ReadJson(ref JsonValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        ArrayBuilder<T> items = new(length: 0);
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadJson(ref reader));
        }

        return convert(items.ToArray());
    }

    public override TSequence ReadMessagePack(ref MessagePackValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        ArrayBuilder<T> items = new(Math.Min(elements.Left, TrustedLength));
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadMessagePack(ref reader));
        }

        return convert(items.ToArray());
    }
}
