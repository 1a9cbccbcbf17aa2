using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>Dictionaries with keys of every type that may be one.</summary>
[FromClient<SmokeProtocol>]
public sealed record Keys(
    Dictionary<string, int> Strings,
    Dictionary<char, int> Characters,
    Dictionary<sbyte, int> SBytes,
    Dictionary<byte, int> Bytes,
    Dictionary<short, int> Int16s,
    Dictionary<ushort, int> UInt16s,
    Dictionary<int, int> Int32s,
    Dictionary<uint, int> UInt32s,
    Dictionary<long, int> Int64s,
    Dictionary<ulong, int> UInt64s,
    Dictionary<Int128, int> Int128s,
    Dictionary<UInt128, int> UInt128s,
    Dictionary<Guid, int> Guids,
    Dictionary<DateOnly, int> Dates,
    Dictionary<Colour, int> Enums,
    Dictionary<Rights, int> Flags) : IReturns<Keys>
{
    public static Keys Sample => new(
        new() { ["a"] = 1 },
        new() { ['b'] = 2 },
        new() { [-3] = 3 },
        new() { [4] = 4 },
        new() { [-5] = 5 },
        new() { [6] = 6 },
        new() { [-7] = 7 },
        new() { [8] = 8 },
        new() { [-9] = 9 },
        new() { [10] = 10 },
        new() { [Int128.MinValue] = 11 },
        new() { [UInt128.MaxValue] = 12 },
        new() { [Guid.Empty] = 13 },
        new() { [new DateOnly(2026, 1, 31)] = 14 },
        new() { [Colour.Green] = 15 },
        new() { [Rights.Read | Rights.Write] = 16 });
}
