using CsCheck;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>A type of the matrix: how it is written, which values it has, and when two of them are the same.</summary>
public abstract class Row
{
    /// <summary>The type.</summary>
    public abstract Type Type { get; }

    /// <summary>The type as C# names it, for failures.</summary>
    public string Name => TypeNames.Of(Type);

    /// <summary>Checks values at random against a library; what fails is shrunk and shown with the seed.</summary>
    internal abstract void Check(ILibrary library, long count);

    /// <summary>One value as our own codec writes it.</summary>
    internal abstract byte[] Sample(WireFormat format, PCG random);

    /// <summary>Reads a payload of any kind.</summary>
    /// <exception cref="PayloadException">It is none of this type.</exception>
    internal abstract void Read(WireFormat format, ReadOnlyMemory<byte> payload);

    /// <summary>Every collection of this type.</summary>
    internal abstract IEnumerable<Row> Sequences();

    /// <summary>Every dictionary of some values with this type as key.</summary>
    internal abstract IEnumerable<Row> DictionariesOf<TValue>(Row<TValue> value);

    /// <summary>Every dictionary of this type by some key.</summary>
    internal abstract IEnumerable<Row> DictionariesBy(Row key);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
