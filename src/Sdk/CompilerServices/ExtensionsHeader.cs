using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>
/// The handshake header that says which additions to the wire a side understands, <c>TypedWs-Extensions: trace</c>: a list, of which those count that both sides name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExtensionsHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "TypedWs-Extensions";

    /// <summary>MessagePack envelopes may end with a map that holds the trace context.</summary>
    public const string Trace = "trace";

    /// <summary>Looks for an extension in the header's value.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="extension">The extension.</param>
    /// <returns>Whether it is named.</returns>
    public static bool Names(string? value, string extension)
    {
        ReadOnlySpan<char> names = value;
        foreach (Range name in names.Split(','))
        {
            if (names[name].Trim().Equals(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
