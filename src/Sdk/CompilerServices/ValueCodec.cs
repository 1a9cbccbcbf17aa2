using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>
/// Writes and reads one type in both wire formats. Generated for contracts, composed from <see cref="Codecs"/> for collections; immutable and
/// thread-safe.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueCodec<T>
{
    /// <summary>Whether the type is an object without members, whose <c>params</c> JSON leaves out of the envelope.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Writes <paramref name="value"/> as JSON.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="value">The value.</param>
    public abstract void WriteJson(ref JsonValueWriter writer, T value);

    /// <summary>Reads a value from JSON.</summary>
    /// <param name="reader">The reader, before the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">The JSON is not this type.</exception>
    public abstract T ReadJson(ref JsonValueReader reader);

    /// <summary>Writes <paramref name="value"/> as MessagePack.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="value">The value.</param>
    public abstract void WriteMessagePack(ref MessagePackValueWriter writer, T value);

    /// <summary>Reads a value from MessagePack.</summary>
    /// <param name="reader">The reader, before the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">The MessagePack is not this type.</exception>
    public abstract T ReadMessagePack(ref MessagePackValueReader reader);
}
