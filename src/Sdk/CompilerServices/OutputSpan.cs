using System.Buffers;
using System.Runtime.CompilerServices;

namespace TypedWs.CompilerServices;

/// <summary>Room in an output, asked for in large pieces, so that a value costs a comparison and its bytes. For one thread.</summary>
internal ref struct OutputSpan(IBufferWriter<byte> output)
{
    private Span<byte> _span;

    // How much of the span is written; the output does not know yet.
    private int _used;

    /// <summary>The output. What was written here before reaches it with <see cref="Flush"/>.</summary>
    internal readonly IBufferWriter<byte> Output => output;

    /// <summary>How many bytes can be written without asking the output.</summary>
    internal readonly int Free => _span.Length - _used;

    /// <summary>Makes room; what is written there counts after <see cref="Advance"/>.</summary>
    /// <param name="size">How many bytes at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Reserve(int size)
    {
        if (_span.Length - _used < size)
        {
            Grow(size);
        }

        return _span[_used..];
    }

    /// <summary>Keeps what was written into the reserved room.</summary>
    /// <param name="count">How many bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Advance(int count) => _used += count;

    internal void Write(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    internal void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Hands what was written to the output.</summary>
    internal void Flush()
    {
        if (_used > 0)
        {
            output.Advance(_used);
        }

        _span = default;
        _used = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size)
    {
        Flush();
        _span = output.GetSpan(size);
    }
}
