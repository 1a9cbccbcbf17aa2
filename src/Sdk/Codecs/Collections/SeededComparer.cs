using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedWs.CompilerServices;

/// <summary>Chooses comparers for hash tables whose keys a peer chooses.</summary>
internal static class SeededComparer
{
    /// <summary>
    /// A comparer whose hashes are seeded per process; null where the default one will do: strings are seeded anyway, and small integers are few.
    /// </summary>
    internal static IEqualityComparer<T>? For<T>()
        => typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128) || typeof(T) == typeof(Guid) || typeof(T).IsEnum
            ? SeededComparer<T>.Instance
            : null;
}

/// <summary>
/// Compares values without padding by their bytes. The platform's hashes of numbers and Guids are plain: a peer could choose keys that all
/// collide, and reading them would take the square of their number.
/// </summary>
internal sealed class SeededComparer<T> : IEqualityComparer<T>
{
    internal static readonly SeededComparer<T> Instance = new();

    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode(T obj)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref obj), Unsafe.SizeOf<T>()));
        return hash.ToHashCode();
    }
}
