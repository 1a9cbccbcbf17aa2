using System.Buffers.Binary;
using System.Text;

namespace TypedWs.Transport.Tests;

/// <summary>Frames written by hand for tests, right or wrong; independent of the code under test.</summary>
internal static class RawFrame
{
    public static readonly byte[] Key = [0x37, 0xfa, 0x21, 0x3d];

    public static byte[] Create(byte opcode, ReadOnlySpan<byte> payload, bool masked, bool final = true, byte reserved = 0)
    {
        var bytes = new List<byte> { (byte)((final ? 0x80 : 0) | reserved | opcode) };
        byte maskBit = (byte)(masked ? 0x80 : 0);
        if (payload.Length < 126)
        {
            bytes.Add((byte)(maskBit | payload.Length));
        }
        else if (payload.Length < 65536)
        {
            bytes.Add((byte)(maskBit | 126));
            bytes.Add((byte)(payload.Length >> 8));
            bytes.Add((byte)payload.Length);
        }
        else
        {
            bytes.Add((byte)(maskBit | 127));
            byte[] length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
            bytes.AddRange(length);
        }

        if (masked)
            bytes.AddRange(Key);
        for (int i = 0; i < payload.Length; i++)
            bytes.Add(masked ? (byte)(payload[i] ^ Key[i % 4]) : payload[i]);
        return [.. bytes];
    }

    public static byte[] Text(string text, bool masked, bool final = true) => Create(1, Encoding.UTF8.GetBytes(text), masked, final);

    public static byte[] Close(ushort code, string reason, bool masked)
        => Create(8, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)], masked);
}
