namespace TypedWs.CompilerServices;

/// <summary>A number as its digits and the place of the point, as most numbers are written: 412.37 is 41237 of scale 2.</summary>
internal readonly struct FixedPoint
{
    // So many digits always fit into 64 bits.
    private const int MaxDigits = 19;

    // The quotient of two exact numbers is rounded once, so it is the nearest there is.
    private const ulong MaxExactDouble = 1UL << 53;

    private static readonly double[] PowersOf10
        = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private readonly ulong _digits;
    private readonly byte _scale;
    private readonly bool _isNegative;

    private FixedPoint(ulong digits, int scale, bool isNegative)
    {
        _digits = digits;
        _scale = (byte)scale;
        _isNegative = isNegative;
    }

    /// <summary>Reads a number without exponent.</summary>
    /// <returns>False for any other text, for more than 19 digits and for zero, whose sign and scale are a matter of their own.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> utf8, out FixedPoint value)
    {
        value = default;
        int start = utf8 is [(byte)'-', ..] ? 1 : 0;
        int point = -1;
        ulong digits = 0;
        for (int i = start; i < utf8.Length; i++)
        {
            uint digit = (uint)(utf8[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (utf8[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        int scale = point < 0 ? 0 : utf8.Length - point - 1;
        int count = utf8.Length - start - (point < 0 ? 0 : 1);
        if (digits == 0 || count > MaxDigits || point == start || point == utf8.Length - 1)
        {
            return false;
        }

        value = new FixedPoint(digits, scale, start == 1);
        return true;
    }

    internal decimal ToDecimal() => new((int)_digits, (int)(_digits >> 32), 0, _isNegative, _scale);

    /// <summary>The nearest double, where it takes no more than a division to find it.</summary>
    internal bool TryToDouble(out double value)
    {
        value = _digits / PowersOf10[_scale];
        value = _isNegative ? -value : value;
        return _digits <= MaxExactDouble;
    }
}
