namespace TypedWs.CompilerServices;

/// <summary>
/// Dictionaries with keys of any supported type: a JSON object whose names are the keys as text, a MessagePack map with native keys.
/// </summary>
/// <typeparam name="TDictionary">The declared type.</typeparam>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="T">The value.</typeparam>
/// <param name="key">The codec of the key.</param>
/// <param name="element">The codec of the value.</param>
/// <param name="convert">The entries as the declared type; keys may be equal, of which the last one counts.</param>
internal sealed class KeyedCodec<TDictionary, TKey, T>(
    ValueCodec<TKey> key,
    ValueCodec<T> element,
    Func<KeyValuePair<TKey, T>[], TDictionary> convert)
    : ValueCodec<TDictionary>
    where TDictionary : class, IEnumerable<KeyValuePair<TKey, T>>
    where TKey : notnull
{
    // How many entries room is made for on the sender's word alone; for more, they must have come.
    private const int TrustedCount = 256;

    private readonly IKeyCodec<TKey> _names = key as IKeyCodec<TKey>
        ?? throw new ArgumentException($"A dictionary has keys of type '{typeof(TKey)}', which JSON has no names for. Use strings.", nameof(key));

    public override void WriteJson(ref JsonValueWriter writer, TDictionary value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        foreach ((TKey name, T entry) in value)
        {
            _names.WriteName(ref writer, name);
            element.WriteJson(ref writer, entry);
        }

        writer.WriteEndObject();
    }

    public override TDictionary ReadJson(ref JsonValueReader reader)
    {
        MapCursor cursor = reader.ReadMap();
        ArrayBuilder<KeyValuePair<TKey, T>> entries = new(length: 0);
        while (reader.MoveNext(ref cursor, out string name))
        {
            TKey parsed = _names.ReadName(ref reader, name);
            entries.Add(new(parsed, element.ReadJson(ref reader)));
        }

        return convert(entries.ToArray());
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TDictionary value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        if (value is Dictionary<TKey, T> dictionary)
        {
            writer.WriteMapHeader(dictionary.Count);
            foreach ((TKey name, T entry) in dictionary)
            {
                key.WriteMessagePack(ref writer, name);
                element.WriteMessagePack(ref writer, entry);
            }

            return;
        }

        // The count comes first, and another thread may change a concurrent dictionary after it was counted.
        ArrayBuilder<KeyValuePair<TKey, T>> copy = new(length: 0);
        foreach (KeyValuePair<TKey, T> entry in value)
        {
            copy.Add(entry);
        }

        KeyValuePair<TKey, T>[] entries = copy.ToArray();
        writer.WriteMapHeader(entries.Length);
        foreach ((TKey name, T entry) in entries)
        {
            key.WriteMessagePack(ref writer, name);
            element.WriteMessagePack(ref writer, entry);
        }
    }

    public override TDictionary ReadMessagePack(ref MessagePackValueReader reader)
    {
        MapCursor cursor = reader.ReadMap();
        ArrayBuilder<KeyValuePair<TKey, T>> entries = new(Math.Min(cursor.Left, TrustedCount));
        while (reader.MoveNext(ref cursor))
        {
            TKey name = key.ReadMessagePack(ref reader);
            entries.Add(new(name, element.ReadMessagePack(ref reader)));
        }

        return convert(entries.ToArray());
    }
}
