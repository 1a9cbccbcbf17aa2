using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>The names of an enum's values in JSON. Immutable and thread-safe.</summary>
internal sealed class EnumNames<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, JsonEncodedText> _names = [];
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);

    // As JsonStringEnumConverter does, a name in another case is accepted where no name matches exactly.
    private readonly Dictionary<string, T> _valuesIgnoringCase = new(StringComparer.OrdinalIgnoreCase);

    // In the order in which they are tried: most bits first, so that a name for a combination is preferred to its parts. Null without [Flags].
    private readonly (string Name, ulong Bits)[]? _flags;

    internal EnumNames(ReadOnlySpan<(string Name, T Value)> values)
    {
        foreach ((string name, T value) in values)
        {
            _names.TryAdd(value, JsonEncodedText.Encode(name));
            _values.TryAdd(name, value);
            _valuesIgnoringCase.TryAdd(name, value);
        }

        if (typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            _flags = [.. values.ToArray().Select(static item => (item.Name, Bits: EnumNumber<T>.ToBits(item.Value)))
                .Where(static item => item.Bits != 0)
                .OrderByDescending(static item => BitOperations.PopCount(item.Bits))
                .ThenBy(static item => item.Bits)];
        }
    }

    internal bool TryGetName(T value, out JsonEncodedText name) => _names.TryGetValue(value, out name);

    /// <summary>Whether the value has a name or, with [Flags], is made of values that have one.</summary>
    internal bool IsKnown(T value)
    {
        if (_names.ContainsKey(value) || _flags is null)
        {
            return _names.ContainsKey(value);
        }

        ulong all = EnumNumber<T>.ToBits(value);
        ulong left = all;
        foreach ((_, ulong bits) in _flags)
        {
            left &= (all & bits) == bits ? ~bits : ulong.MaxValue;
        }

        return left == 0;
    }

    /// <summary>Expresses a value as names joined with ", ", if it is made of nothing else.</summary>
    internal bool TryJoinFlags(T value, [NotNullWhen(true)] out string? names)
    {
        names = null;
        if (_flags is null)
        {
            return false;
        }

        ulong left = EnumNumber<T>.ToBits(value);
        foreach ((string name, ulong bits) in _flags)
        {
            if ((left & bits) == bits)
            {
                left &= ~bits;
                names = names is null ? name : $"{names}, {name}";
            }
        }

        return left == 0 && names is not null;
    }

    /// <summary>Reads a name or, with [Flags], several.</summary>
    internal bool TryParse(string text, out T value)
    {
        if (_flags is null || !text.Contains(','))
        {
            return TryParseName(text, out value);
        }

        ulong bits = 0;
        foreach (string name in text.Split(','))
        {
            if (!TryParseName(name.Trim(), out T flag))
            {
                value = default;
                return false;
            }

            bits |= EnumNumber<T>.ToBits(flag);
        }

        value = EnumNumber<T>.FromBits(bits);
        return true;
    }

    private bool TryParseName(string name, out T value) => _values.TryGetValue(name, out value) || _valuesIgnoringCase.TryGetValue(name, out value);
}
