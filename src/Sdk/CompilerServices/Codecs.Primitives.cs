namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Boolean"/>.</summary>
    public static ValueCodec<bool> Boolean { get; } = new BooleanCodec();

    /// <summary>The codec of <see cref="System.Byte"/>.</summary>
    public static ValueCodec<byte> Byte { get; } = new ByteCodec();

    /// <summary>The codec of <see cref="System.SByte"/>.</summary>
    public static ValueCodec<sbyte> SByte { get; } = new SByteCodec();

    /// <summary>The codec of <see cref="System.Int16"/>.</summary>
    public static ValueCodec<short> Int16 { get; } = new Int16Codec();

    /// <summary>The codec of <see cref="System.UInt16"/>.</summary>
    public static ValueCodec<ushort> UInt16 { get; } = new UInt16Codec();

    /// <summary>The codec of <see cref="System.Int32"/>.</summary>
    public static ValueCodec<int> Int32 { get; } = new Int32Codec();

    /// <summary>The codec of <see cref="System.UInt32"/>.</summary>
    public static ValueCodec<uint> UInt32 { get; } = new UInt32Codec();

    /// <summary>The codec of <see cref="System.Int64"/>.</summary>
    public static ValueCodec<long> Int64 { get; } = new Int64Codec();

    /// <summary>The codec of <see cref="System.UInt64"/>.</summary>
    public static ValueCodec<ulong> UInt64 { get; } = new UInt64Codec();

    /// <summary>The codec of <see cref="System.Single"/>.</summary>
    public static ValueCodec<float> Single { get; } = new SingleCodec();

    /// <summary>The codec of <see cref="System.Double"/>.</summary>
    public static ValueCodec<double> Double { get; } = new DoubleCodec();

    /// <summary>The codec of <see cref="System.Decimal"/>.</summary>
    public static ValueCodec<decimal> Decimal { get; } = new DecimalCodec();

    /// <summary>The codec of <see cref="System.String"/>.</summary>
    public static ValueCodec<string> String { get; } = new StringCodec();

    /// <summary>The codec of <see cref="System.Char"/>.</summary>
    public static ValueCodec<char> Char { get; } = new CharCodec();

    /// <summary>The codec of <see cref="System.Guid"/>.</summary>
    public static ValueCodec<Guid> Guid { get; } = new GuidCodec();

    /// <summary>The codec of <see cref="System.DateTime"/>.</summary>
    public static ValueCodec<DateTime> DateTime { get; } = new DateTimeCodec();

    /// <summary>The codec of <see cref="System.DateTimeOffset"/>.</summary>
    public static ValueCodec<DateTimeOffset> DateTimeOffset { get; } = new DateTimeOffsetCodec();

    /// <summary>The codec of <see cref="System.TimeSpan"/>.</summary>
    public static ValueCodec<TimeSpan> TimeSpan { get; } = new TimeSpanCodec();

    /// <summary>The codec of <see cref="System.DateOnly"/>.</summary>
    public static ValueCodec<DateOnly> DateOnly { get; } = new DateOnlyCodec();

    /// <summary>The codec of <see cref="System.TimeOnly"/>.</summary>
    public static ValueCodec<TimeOnly> TimeOnly { get; } = new TimeOnlyCodec();

    /// <summary>The codec of <see cref="System.Uri"/>.</summary>
    public static ValueCodec<Uri> Uri { get; } = new UriCodec();

    /// <summary>The codec of <c>byte[]</c>.</summary>
    public static ValueCodec<byte[]> Binary { get; } = new BinaryCodec();

    /// <summary>The codec of <see cref="ReadOnlyMemory{T}"/> of bytes.</summary>
    public static ValueCodec<ReadOnlyMemory<byte>> BinaryMemory { get; } = new BinaryMemoryCodec();

    /// <summary>The codec of a reply without data: null is written, whatever comes is accepted.</summary>
    public static ValueCodec<Acknowledgement> Acknowledgement { get; } = new AcknowledgementCodec();
}
