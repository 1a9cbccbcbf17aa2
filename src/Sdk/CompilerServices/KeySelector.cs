using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Finds what tells the messages of one kind that replace each other. Immutable and thread-safe.</summary>
/// <typeparam name="T">The message.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeySelector<T>
{
    /// <summary>The message's key: equal to those of the messages that it replaces, and to no key of another kind of message.</summary>
    internal abstract object KeyOf(T message);
}

/// <inheritdoc cref="KeySelector{T}"/>
/// <typeparam name="T">The message.</typeparam>
/// <typeparam name="TKey">The member's type, or a tuple of several.</typeparam>
/// <param name="select">Reads the member.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeySelector<T, TKey>(Func<T, TKey> select) : KeySelector<T>
{
    internal override object KeyOf(T message) => new Key(this, select(message));

    /// <summary>A class, because keys of all kinds are in one dictionary; the value in it is compared without boxing.</summary>
    private sealed class Key(KeySelector<T, TKey> kind, TKey value)
    {
        private readonly KeySelector<T, TKey> _kind = kind;
        private readonly TKey _value = value;

        public override bool Equals(object? obj)
            => obj is Key other && other._kind == _kind && EqualityComparer<TKey>.Default.Equals(other._value, _value);

        public override int GetHashCode() => _value is null ? 0 : EqualityComparer<TKey>.Default.GetHashCode(_value);
    }
}
