using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>One case of a polymorphic type. Made by <see cref="Codecs"/>; immutable and thread-safe.</summary>
/// <typeparam name="T">The polymorphic type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UnionCase<T>
{
    private protected UnionCase(Type type, Discriminator json, Discriminator messagePack)
    {
        Type = type;
        Json = json;
        MessagePack = messagePack;
    }

    internal Type Type { get; }

    internal Discriminator Json { get; }

    internal Discriminator MessagePack { get; }

    internal abstract void WriteJson(ref JsonValueWriter writer, T value);

    internal abstract T ReadJson(ref JsonValueReader reader);

    internal abstract void WriteMessagePack(ref MessagePackValueWriter writer, T value);

    internal abstract T ReadMessagePack(ref MessagePackValueReader reader);
}
