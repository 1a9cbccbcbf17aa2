using System.Globalization;
using System.Runtime.CompilerServices;

namespace TypedWs.CompilerServices;

/// <summary>An enum's values as numbers of its underlying type.</summary>
internal static class EnumNumber<T>
    where T : struct, Enum
{
    /// <summary>What is wrong with a number where those without a name are refused.</summary>
    internal const string Unknown = "expected a number that has a name in the enum, but it has none";

    private static readonly TypeCode Underlying = Type.GetTypeCode(typeof(T));

    internal static bool IsSigned => Underlying is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    /// <summary>The value, sign-extended to 64 bits if the type is signed.</summary>
    internal static ulong ToBits(T value) => Underlying switch
    {
        TypeCode.SByte => (ulong)Unsafe.BitCast<T, sbyte>(value),
        TypeCode.Int16 => (ulong)Unsafe.BitCast<T, short>(value),
        TypeCode.Int32 => (ulong)Unsafe.BitCast<T, int>(value),
        TypeCode.Byte => Unsafe.BitCast<T, byte>(value),
        TypeCode.UInt16 => Unsafe.BitCast<T, ushort>(value),
        TypeCode.UInt32 => Unsafe.BitCast<T, uint>(value),
        _ => Unsafe.BitCast<T, ulong>(value),
    };

    /// <summary>The value of these bits, of which those that the type lacks are dropped.</summary>
    internal static T FromBits(ulong bits) => Underlying switch
    {
        TypeCode.SByte or TypeCode.Byte => Unsafe.BitCast<byte, T>((byte)bits),
        TypeCode.Int16 or TypeCode.UInt16 => Unsafe.BitCast<ushort, T>((ushort)bits),
        TypeCode.Int32 or TypeCode.UInt32 => Unsafe.BitCast<uint, T>((uint)bits),
        _ => Unsafe.BitCast<ulong, T>(bits),
    };

    internal static void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (IsSigned)
        {
            writer.WriteInt64((long)ToBits(value));
        }
        else
        {
            writer.WriteUInt64(ToBits(value));
        }
    }

    internal static void WriteMessagePack(ref MessagePackValueWriter writer, T value)
    {
        if (IsSigned)
        {
            writer.WriteInt64((long)ToBits(value));
        }
        else
        {
            writer.WriteUInt64(ToBits(value));
        }
    }

    internal static T ReadJson(ref JsonValueReader reader) => FromBits(Underlying switch
    {
        TypeCode.SByte => (ulong)reader.ReadSByte(),
        TypeCode.Int16 => (ulong)reader.ReadInt16(),
        TypeCode.Int32 => (ulong)reader.ReadInt32(),
        TypeCode.Int64 => (ulong)reader.ReadInt64(),
        TypeCode.Byte => reader.ReadByte(),
        TypeCode.UInt16 => reader.ReadUInt16(),
        TypeCode.UInt32 => reader.ReadUInt32(),
        _ => reader.ReadUInt64(),
    });

    internal static T ReadMessagePack(ref MessagePackValueReader reader) => FromBits(Underlying switch
    {
        TypeCode.SByte => (ulong)reader.ReadSByte(),
        TypeCode.Int16 => (ulong)reader.ReadInt16(),
        TypeCode.Int32 => (ulong)reader.ReadInt32(),
        TypeCode.Int64 => (ulong)reader.ReadInt64(),
        TypeCode.Byte => reader.ReadByte(),
        TypeCode.UInt16 => reader.ReadUInt16(),
        TypeCode.UInt32 => reader.ReadUInt32(),
        _ => reader.ReadUInt64(),
    });

    /// <summary>Makes a value of the digits of its number, as keys in JSON have them.</summary>
    internal static bool TryParse(string digits, out T value)
    {
        bool isNumber;
        ulong bits;
        if (IsSigned)
        {
            isNumber = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
            bits = (ulong)number;
        }
        else
        {
            isNumber = ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bits);
        }

        value = FromBits(bits);
        return isNumber && ToBits(value) == bits;
    }
}
