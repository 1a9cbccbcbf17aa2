using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EarlierProgram;

public sealed class Scalars
{
    public static Scalars Sample => new()
    {
        A = true,
        B = -1,
        C = 2,
        D = -3,
        E = 4,
        F = -5,
        G = 6,
        H = -7,
        I = ulong.MaxValue,
        J = Int128.MinValue,
        K = UInt128.MaxValue,
        L = BigInteger.Pow(3, 99),
        M = (Half)1.5,
        N = 2.5f,
        O = -3.5,
        P = 1.50m,
        Q = 'q',
        R = new Rune(0x1f600),
        S = "s\u00e4",
        T = Guid.Empty,
        U = new Uri("https://example.org/"),
        V = new Version(1, 2),
        W = new DateTime(2026, 1, 31, 13, 37, 0, DateTimeKind.Utc),
        X = new DateTimeOffset(2026, 1, 31, 13, 37, 0, TimeSpan.FromHours(2)),
        Y = TimeSpan.FromSeconds(90),
        Z = new DateOnly(2026, 1, 31),
        Time = new TimeOnly(13, 37),
        Bytes = [1, 2],
        Memory = new byte[] { 3 },
        ReadOnlyMemory = new byte[] { 4 },
        Segment = new byte[] { 5 },
        Named = Colour.Green,
        Flags = Rights.Read | Rights.Write,
        Nullable = 6,
        Element = JsonElement.Parse("[1,true]"),
        Node = JsonNode.Parse("{\"a\":null}"),
        Pair = (7, "p"),
        Tuple = System.Tuple.Create(8, "t"),
        Entry = new("e", 9),
    };

    public bool A { get; set; }

    public sbyte B { get; set; }

    public byte C { get; set; }

    public short D { get; set; }

    public ushort E { get; set; }

    public int F { get; set; }

    public uint G { get; set; }

    public long H { get; set; }

    public ulong I { get; set; }

    public Int128 J { get; set; }

    public UInt128 K { get; set; }

    public BigInteger L { get; set; }

    public Half M { get; set; }

    public float N { get; set; }

    public double O { get; set; }

    public decimal P { get; set; }

    public char Q { get; set; }

    public Rune R { get; set; }

    public string S { get; set; } = "";

    public Guid T { get; set; }

    public Uri? U { get; set; }

    public Version? V { get; set; }

    public DateTime W { get; set; }

    public DateTimeOffset X { get; set; }

    public TimeSpan Y { get; set; }

    public DateOnly Z { get; set; }

    public TimeOnly Time { get; set; }

    public byte[] Bytes { get; set; } = [];

    public Memory<byte> Memory { get; set; }

    public ReadOnlyMemory<byte> ReadOnlyMemory { get; set; }

    public ArraySegment<byte> Segment { get; set; }

    public Colour Named { get; set; }

    public Rights Flags { get; set; }

    public int? Nullable { get; set; }

    public double? Null { get; set; }

    public JsonElement Element { get; set; }

    public JsonNode? Node { get; set; }

    public (int Number, string Text) Pair { get; set; }

    public Tuple<int, string>? Tuple { get; set; }

    public KeyValuePair<string, int> Entry { get; set; }
}

public enum Colour
{
    Red,
    Green,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}
