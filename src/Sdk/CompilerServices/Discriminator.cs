using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>What tells the cases of a polymorphic type apart on the wire: a name, a number, or nothing for the base type itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Discriminator
{
    /// <summary>A name.</summary>
    /// <param name="name">The name.</param>
    public Discriminator(string name) => Name = name;

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public Discriminator(int number) => Number = number;

    internal string? Name { get; }

    internal int? Number { get; }
}
