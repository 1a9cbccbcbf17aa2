using System.Text;

namespace TypedWs.Fidelity.Tests.Fuzz;

/// <summary>Turns payloads into hostile ones.</summary>
internal static class Mutation
{
    // What a random byte never hits upon: numbers of any size, lone surrogates, invalid UTF-8, names that repeat, keys of one hash, nesting.
    private static readonly byte[][] JsonPieces =
    [
        .. new[]
        {
            "1e999", "-0", "1e-400", "00", "NaN", "Infinity", "\"NaN\"", "1.", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "null", "true", "{}", "[]", ",", "\"",
            "\"$type\":0,", "\"$type\":\"circle\",", "\"id\":1,", "\"4294967297\":1,\"8589934594\":1,\"12884901891\":1,", "\"\":0,", "9223372036854775808", "\"1\"",
            new string('[', 100), new string('9', 400), string.Concat(Enumerable.Repeat("{\"a\":", 70)), "\"" + new string('A', 300) + "\"", "0." + new string('0', 400) + "1",
            "\"9999-12-31T23:59:59.99999999Z\"", "\"0000-00-00\"", "\"99999999.00:00:00\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0],
    ];

    private static readonly byte[][] MessagePackPieces =
    [
        [0xdd, 0x7f, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x3f, 0xff, 0xff, 0xff], [0xdc, 0xff, 0xff], [0xde, 0xff, 0xff],
        [0xc6, 0xff, 0xff, 0xff, 0xff], [0xdb, 0x7f, 0xff, 0xff, 0xff], [0xc9, 0xff, 0xff, 0xff, 0xff, 0xff], [0xc7, 12, 0xff, .. new byte[12]], [0xc7, 255, 5], [0xd6, 0xff, 0, 0, 0, 1],
        [0xd7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
        [0xca, 0x7f, 0x80, 0, 0], [0xa3, 0xed, 0xa0, 0x80], [0xa1, 0xff], [0xc1], [0xc0], [0x80], [0x90], [0x82, 1, 1, 1, 2], [0x83, 0, 0, 0xcf, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0xcf, 0, 0, 0, 2, 0, 0, 0, 2, 0],
        [.. Enumerable.Repeat((byte)0x91, 100)], [.. Enumerable.Repeat((byte)0x81, 100)], [0x82, 0xa5, .. "$type"u8, 0, 0xa5, .. "$type"u8, 0],
    ];

    /// <summary>Changes a payload in one to four places.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="other">Another of the same format, to splice with.</param>
    /// <param name="random">What decides.</param>
    internal static byte[] Of(WireFormat format, byte[] payload, byte[] other, Random random)
    {
        byte[] mutated = payload;
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(mutated.Length + 1);
            mutated = random.Next(7) switch
            {
                0 => mutated[..at],
                1 => Flip(mutated, at, random),
                2 => Splice(mutated, at, at, Segment(other, random)),
                3 => Splice(mutated, at, at, Segment(mutated, random)),
                4 => Splice(mutated, at, random.Next(at, mutated.Length + 1), []),
                5 => Splice(mutated, at, Math.Min(at + 1, mutated.Length), Piece(format, random)),
                _ => Splice(mutated, at, at, Piece(format, random)),
            };
        }

        return mutated;
    }

    private static byte[] Piece(WireFormat format, Random random)
    {
        byte[][] pieces = format == WireFormat.Json ? JsonPieces : MessagePackPieces;
        return pieces[random.Next(pieces.Length)];
    }

    private static byte[] Flip(byte[] payload, int at, Random random)
    {
        if (at == payload.Length)
            return payload;

        byte[] flipped = [.. payload];
        flipped[at] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Segment(byte[] payload, Random random)
    {
        int start = random.Next(payload.Length + 1);
        return payload[start..Math.Min(payload.Length, start + random.Next(40))];
    }

    private static byte[] Splice(byte[] payload, int start, int end, byte[] inserted) => [.. payload.AsSpan(0, start), .. inserted, .. payload.AsSpan(end)];
}
