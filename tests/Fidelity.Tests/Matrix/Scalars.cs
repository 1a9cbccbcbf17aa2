using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using TypedWs.CompilerServices;
using TypedWs.Fidelity.Tests.Contracts;
using static TypedWs.Fidelity.Tests.Matrix.Values;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>Every type that holds no other, and some contracts; value types also as nullable ones.</summary>
internal static class Scalars
{
    internal static IReadOnlyList<Row> All { get; } = [.. Numbers(), .. Texts(), .. Times(), .. Bytes(), .. JsonValues(), .. Contracts()];

    private static IEnumerable<Row> Numbers() =>
    [
        .. Value(Codecs.Boolean, Gen.Bool),
        .. Value(Codecs.SByte, Integers(sbyte.MinValue, sbyte.MaxValue).Select(static number => (sbyte)number)),
        .. Value(Codecs.Byte, Integers(byte.MinValue, byte.MaxValue).Select(static number => (byte)number)),
        .. Value(Codecs.Int16, Integers(short.MinValue, short.MaxValue).Select(static number => (short)number)),
        .. Value(Codecs.UInt16, Integers(ushort.MinValue, ushort.MaxValue).Select(static number => (ushort)number)),
        .. Value(Codecs.Int32, Integers(int.MinValue, int.MaxValue).Select(static number => (int)number)),
        .. Value(Codecs.UInt32, Integers(uint.MinValue, uint.MaxValue).Select(static number => (uint)number)),
        .. Value(Codecs.Int64, Integers(long.MinValue, long.MaxValue)),
        .. Value(Codecs.UInt64, Integers(long.MinValue, long.MaxValue).Select(static number => (ulong)number)),
        .. Value(Codecs.Int128, Int128s),
        .. Value(Codecs.UInt128, Int128s.Select(static number => (UInt128)number)),
        .. Value(Codecs.BigInteger, BigIntegers),
        .. Value(Codecs.Half, Halves, static number => BitConverter.HalfToUInt16Bits(number).ToString(CultureInfo.InvariantCulture)),
        .. Value(Codecs.Single, Singles, static number => BitConverter.SingleToInt32Bits(number).ToString(CultureInfo.InvariantCulture)),
        .. Value(Codecs.Double, Doubles, static number => BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture)),
        .. Value(Codecs.Decimal, Decimals),
        .. Value(Codecs.Enum(("Red", Color.Red), ("Green", Color.Green)), AnyOf(Color.Red, Color.Green, (Color)7)),
        .. Value(Codecs.Enum(("None", Rights.None), ("Read", Rights.Read), ("Write", Rights.Write)), Gen.Int[0, 3].Select(static rights => (Rights)rights)),
    ];

    private static IEnumerable<Row> Texts() =>
    [
        .. Reference(Codecs.String, Strings),
        .. Value(Codecs.Char, Chars),
        .. Value(Codecs.Rune, Runes),
        .. Value(Codecs.Guid, Gen.Guid),
        .. Reference(Codecs.Uri, Uris, static uri => uri.OriginalString),
        .. Reference(Codecs.Version, Versions),
    ];

    private static IEnumerable<Row> Times() =>
    [
        .. Value(Codecs.DateTime, Dates, static time => time.ToString("O", CultureInfo.InvariantCulture)),
        .. Value(Codecs.DateTimeOffset, Offsets, static time => time.ToString("O", CultureInfo.InvariantCulture)),
        .. Value(Codecs.TimeSpan, Spans),
        .. Value(Codecs.DateOnly, Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber)),
        .. Value(Codecs.TimeOnly, Ticks(TimeOnly.MaxValue.Ticks).Select(static ticks => new TimeOnly(ticks)), static time => time.ToString("O", CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<Row> Bytes()
    {
        Gen<byte[]> bytes = Gen.Frequency((4, Gen.Byte.Array[0, 40]), (1, Gen.Byte.Array[250, 260]));
        return
        [
            .. Reference(Codecs.Binary, bytes, Convert.ToHexString),
            new Row<Memory<byte>>(Codecs.WritableMemory, bytes.Select(static items => items.AsMemory()), static items => Convert.ToHexString(items.Span)),
            new Row<ReadOnlyMemory<byte>>(Codecs.BinaryMemory, bytes.Select(static items => (ReadOnlyMemory<byte>)items), static items => Convert.ToHexString(items.Span)),
            new Row<ArraySegment<byte>>(Codecs.BinarySegment, bytes.Select(static items => new ArraySegment<byte>(items)), static items => Convert.ToHexString(items)),
        ];
    }

    private static IEnumerable<Row> JsonValues()
    {
        Gen<string> json = AnyOf("null", "true", "-1.50", "1e3", "\"\u00e9\\n\"", """{"a":[1,{"b":null}],"c":""}""", "[]", "[[],{},18446744073709551615]");
        return
        [
            new Row<JsonElement>(Codecs.JsonElement, json.Select(static text => JsonElement.Parse(text)), static element => JsonSerializer.Serialize(element)),
            .. Reference(
                Codecs.JsonNode,
                json.Where(static text => text != "null").Select(static text => JsonNode.Parse(text)!),
                static node => node.ToJsonString()),
        ];
    }

    private static IEnumerable<Row> Contracts() =>
    [
        .. Reference(MatrixCodecs.Basket, ContractValues.Baskets, ContractIdentity.Of),
        .. Reference(MatrixCodecs.Shape, ContractValues.Shapes, ContractIdentity.Of),
        .. Reference(MatrixCodecs.Node, ContractValues.Nodes, ContractIdentity.Of),
        .. Value(MatrixCodecs.Point, ContractValues.Points),
    ];

    private static Row[] Value<T>(ValueCodec<T> codec, Gen<T> values, Func<T, string>? identity = null)
        where T : struct
    {
        identity ??= static value => string.Create(CultureInfo.InvariantCulture, $"{value}");
        return
        [
            new Row<T>(codec, values, identity),
            new Row<T?>(
                Codecs.Nullable(codec),
                Gen.Frequency((1, Null<T?>()), (3, values.Select(static value => (T?)value))),
                value => value is { } present ? identity(present) : "null",
                isNullable: true),
        ];
    }

    private static Row[] Reference<T>(ValueCodec<T> codec, Gen<T> values, Func<T, string>? identity = null)
        where T : class
    {
        identity ??= static value => $"'{value}'";
        return
        [
            new Row<T>(codec, values, identity),
            new Row<T?>(
                Codecs.NullableReference(codec),
                Gen.Frequency((1, Null<T>()), (3, values.Select(static value => (T?)value))),
                value => value is null ? "null" : identity(value),
                isNullable: true),
        ];
    }
}
