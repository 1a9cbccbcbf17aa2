using System.Numerics;

namespace TypedWs.CompilerServices;

/// <summary>A set of member indexes in two words: what an object has, or must have.</summary>
internal struct MemberSet
{
    internal const int Capacity = 128;

    private ulong _low;
    private ulong _high;

    internal void Add(int index)
    {
        // The shift count wraps at 64, so that one expression serves both words.
        ulong bit = 1UL << index;
        if (index < 64)
        {
            _low |= bit;
        }
        else
        {
            _high |= bit;
        }
    }

    internal readonly bool Contains(int index) => (((index < 64 ? _low : _high) >> index) & 1) != 0;

    internal readonly bool Includes(in MemberSet other) => ((other._low & ~_low) | (other._high & ~_high)) == 0;

    /// <summary>The lowest index that is in <paramref name="other"/>, but not here; call only if there is one.</summary>
    internal readonly int FirstMissing(in MemberSet other)
    {
        ulong low = other._low & ~_low;
        return low != 0 ? BitOperations.TrailingZeroCount(low) : 64 + BitOperations.TrailingZeroCount(other._high & ~_high);
    }
}
