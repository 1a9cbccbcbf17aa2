using CsCheck;
using TypedWs.CompilerServices;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <inheritdoc/>
/// <param name="codec">How it is written.</param>
/// <param name="values">Which values it has.</param>
/// <param name="identity">A text that is the same for equal values only, whatever they are written as.</param>
/// <param name="isNullable">Whether null is one of the values.</param>
public sealed class Row<T>(ValueCodec<T> codec, Gen<T> values, Func<T, string> identity, bool isNullable = false) : Row
{
    internal ValueCodec<T> Codec => codec;

    internal Gen<T> Values => values;

    internal Func<T, string> Identity => identity;

    internal bool IsNullable => isNullable;

    /// <inheritdoc/>
    public override Type Type => typeof(T);

    internal override IEnumerable<Row> Sequences() => Matrix.Sequences.Of(this);

    internal override IEnumerable<Row> DictionariesBy(Row key) => key.DictionariesOf(this);

#pragma warning disable CS8714 // Keys are chosen from those that are not null.
    internal override IEnumerable<Row> DictionariesOf<TValue>(Row<TValue> value) => Dictionaries.Of(this, value);
#pragma warning restore CS8714

    internal override byte[] Sample(WireFormat format, PCG random) => Wire.Write(format, codec, values.Generate(random, null, out _));

    internal override void Read(WireFormat format, ReadOnlyMemory<byte> payload) => Wire.Read(format, codec, payload);

    internal override void Check(ILibrary library, long count)
    {
        Support support = Exceptions.Of(Type, library.Name);
        if (support == Support.None)
            return;

        values.Sample(value => Check(library, support, value), iter: count, threads: 1, print: value => $"{Name}: {identity(value)}");
    }

    private void Check(ILibrary library, Support support, T value)
    {
        byte[] theirs = library.Write(value);
        byte[] ours = Wire.Write(library.Format, codec, value);
        Assert.Equal(library.Show(theirs), library.Show(ours));
        Assert.Equal(theirs, ours);
        Assert.Equal(identity(value), identity(Wire.Read(library.Format, codec, theirs)));
        if (support == Support.Full)
            Assert.Equal(identity(value), identity(library.Read<T>(ours)));
    }
}
