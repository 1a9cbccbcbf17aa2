namespace TypedWs.CompilerServices;

/// <summary>Stacks are enumerated from the top and filled from the bottom.</summary>
internal static class Reversal
{
    /// <summary>The array itself, turned around.</summary>
    internal static T[] Reversed<T>(this T[] items)
    {
        Array.Reverse(items);
        return items;
    }
}
