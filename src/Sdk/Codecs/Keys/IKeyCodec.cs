namespace TypedWs.CompilerServices;

/// <summary>The codec of a type that can be the key of a dictionary: in JSON, keys are names.</summary>
/// <typeparam name="TKey">The type.</typeparam>
internal interface IKeyCodec<TKey>
{
    /// <summary>Writes the name, as System.Text.Json writes it.</summary>
    void WriteName(ref JsonValueWriter writer, TKey key);

    /// <summary>Makes the key of its name.</summary>
    /// <param name="reader">The reader, for errors.</param>
    /// <param name="name">The name, unescaped.</param>
    /// <exception cref="PayloadException">It is no such key.</exception>
    TKey ReadName(ref JsonValueReader reader, string name);
}
