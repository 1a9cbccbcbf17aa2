namespace TypedWs.CompilerServices;

/// <summary>Lists, and interfaces that can add: read as a list.</summary>
/// <param name="element">The codec of the element.</param>
/// <param name="convert">The list as the declared type.</param>
internal sealed class ListCodec<TSequence, T>(ValueCodec<T> element, Func<List<T>, TSequence> convert) : SequenceCodec<TSequence, T>(element)
    where TSequence : class, IEnumerable<T>
{
    public override TSequence ReadJson(ref JsonValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        List<T> items = [];
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadJson(ref reader));
        }

        return convert(items);
    }

    public override TSequence ReadMessagePack(ref MessagePackValueReader reader)
    {
        ArrayCursor elements = reader.ReadArray();
        List<T> items = new(Math.Min(elements.Left, TrustedLength));
        while (reader.MoveNext(ref elements))
        {
            items.Add(Element.ReadMessagePack(ref reader));
        }

        return convert(items);
    }
}
