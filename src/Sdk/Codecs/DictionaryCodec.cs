namespace TypedWs.CompilerServices;

/// <summary>Dictionaries with string keys: a JSON object, a MessagePack map.</summary>
/// <param name="element">The codec of the values.</param>
/// <param name="convert">The dictionary as the declared type.</param>
/// <remarks>The default comparer of strings is randomised per process, so that a peer cannot choose keys that collide.</remarks>
internal sealed class DictionaryCodec<TDictionary, T>(ValueCodec<T> element, Func<Dictionary<string, T>, TDictionary> convert)
    : ValueCodec<TDictionary>
    where TDictionary : class, IEnumerable<KeyValuePair<string, T>>
{
    // How many entries room is made for on the sender's word alone; for more, they must have come.
    private const int TrustedCount = 256;

    public override void WriteJson(ref JsonValueWriter writer, TDictionary value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        if (value is Dictionary<string, T> dictionary)
        {
            // The same loop with the enumerator that is a struct.
            foreach ((string key, T entry) in dictionary)
            {
                writer.WriteName(key);
                element.WriteJson(ref writer, entry);
            }
        }
        else
        {
            foreach ((string key, T entry) in value)
            {
                writer.WriteName(key);
                element.WriteJson(ref writer, entry);
            }
        }

        writer.WriteEndObject();
    }

    public override TDictionary ReadJson(ref JsonValueReader reader)
    {
        MapCursor entries = reader.ReadMap();
        Dictionary<string, T> items = [];
        while (reader.MoveNext(ref entries, out string key))
        {
            items[key] = element.ReadJson(ref reader);
        }

        return convert(items);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TDictionary value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case Dictionary<string, T> dictionary:
                writer.WriteMapHeader(dictionary.Count);
                foreach ((string key, T entry) in dictionary)
                {
                    writer.WriteString(key);
                    element.WriteMessagePack(ref writer, entry);
                }

                break;
            default:
                // The count comes first, and a second enumeration might yield another.
                KeyValuePair<string, T>[] copy = value.ToArray();
                writer.WriteMapHeader(copy.Length);
                foreach ((string key, T entry) in copy)
                {
                    writer.WriteString(key);
                    element.WriteMessagePack(ref writer, entry);
                }

                break;
        }
    }

    public override TDictionary ReadMessagePack(ref MessagePackValueReader reader)
    {
        MapCursor entries = reader.ReadMap();
        Dictionary<string, T> items = new(Math.Min(entries.Left, TrustedCount));
        while (reader.MoveNext(ref entries, out string key))
        {
            items[key] = element.ReadMessagePack(ref reader);
        }

        return convert(items);
    }
}
