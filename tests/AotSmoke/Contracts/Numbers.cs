using System.Numerics;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Numbers(
    bool Boolean,
    sbyte SByte,
    byte Byte,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    Int128 Int128,
    UInt128 UInt128,
    BigInteger BigInteger,
    Half Half,
    float Single,
    double Double,
    decimal Decimal,
    int? Nullable,
    double? Null) : IReturns<Numbers>
{
    public static Numbers Sample => new(
        true,
        sbyte.MinValue,
        byte.MaxValue,
        short.MinValue,
        ushort.MaxValue,
        int.MinValue,
        uint.MaxValue,
        long.MinValue,
        ulong.MaxValue,
        Int128.MinValue,
        UInt128.MaxValue,
        BigInteger.Pow(-7, 99),
        Half.MaxValue,
        float.Epsilon,
        double.MaxValue,
        -1.50m,
        1,
        null);
}
