using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Transport;

/// <summary>
/// The headers of a handshake, names compared without regard to case. They are few, and kept as long as the connection: an array takes a third of a dictionary, and is
/// searched as fast. Immutable.
/// </summary>
/// <param name="headers">The headers; no two have the same name. Not to be changed any more.</param>
internal sealed class HandshakeHeaders(KeyValuePair<string, string>[] headers) : IReadOnlyDictionary<string, string>
{
    /// <inheritdoc/>
    public int Count => headers.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => headers.Select(static header => header.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => headers.Select(static header => header.Value);

    /// <inheritdoc/>
    public string this[string key]
        => TryGetValue(key, out string? value) ? value : throw new KeyNotFoundException($"The handshake has no header '{key}'. Use TryGetValue for one that may be missing.");

    /// <summary>Copies headers.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public static HandshakeHeaders CopyOf(IEnumerable<KeyValuePair<string, string>> headers)
        => new([.. new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase)]);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        foreach (KeyValuePair<string, string> header in headers)
        {
            if (header.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>
    /// The same header, with the strings of the one here that is equal to it: much of an answer repeats the request, whose strings often are constants, and the answer is
    /// kept as long as the connection.
    /// </summary>
    public KeyValuePair<string, string> Reuse(KeyValuePair<string, string> other)
    {
        foreach ((string name, string value) in headers)
        {
            if (name == other.Key)
                return new KeyValuePair<string, string>(name, value == other.Value ? value : other.Value);
        }

        return other;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)headers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
