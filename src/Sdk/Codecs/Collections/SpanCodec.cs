namespace TypedWs.CompilerServices;

/// <summary>Structs over an array: written from the span that they are, read as an array.</summary>
/// <typeparam name="TSequence">The declared type.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <param name="element">The codec of the element.</param>
/// <param name="convert">The array as the declared type.</param>
/// <param name="elementsOf">The elements; none for a default value.</param>
internal sealed class SpanCodec<TSequence, T>(ValueCodec<T> element, Func<T[], TSequence> convert, SpanOf<TSequence, T> elementsOf)
    : ValueCodec<TSequence>
    where TSequence : struct
{
    private readonly ArrayCodec<T[], T> _array = new(element, static items => items);

    public override void WriteJson(ref JsonValueWriter writer, TSequence value)
    {
        writer.WriteStartArray();
        foreach (T item in elementsOf(value))
        {
            element.WriteJson(ref writer, item);
        }

        writer.WriteEndArray();
    }

    public override TSequence ReadJson(ref JsonValueReader reader) => convert(_array.ReadJson(ref reader));

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TSequence value)
    {
        ReadOnlySpan<T> items = elementsOf(value);
        writer.WriteArrayHeader(items.Length);
        foreach (T item in items)
        {
            element.WriteMessagePack(ref writer, item);
        }
    }

    public override TSequence ReadMessagePack(ref MessagePackValueReader reader) => convert(_array.ReadMessagePack(ref reader));
}
