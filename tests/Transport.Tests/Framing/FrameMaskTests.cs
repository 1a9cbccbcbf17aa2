using System.Runtime.InteropServices;

namespace TypedWs.Transport.Tests.Framing;

public sealed class FrameMaskTests
{
    [Fact]
    public void Apply_AnyLengthAndAlignment_MatchesTheByteByByteRule()
    {
        uint key = MemoryMarshal.Read<uint>(RawFrame.Key);
        for (int offset = 0; offset < 4; offset++)
        {
            for (int length = 0; length <= 140; length++)
            {
                byte[] bytes = new byte[offset + length + 3];
                new Random(length).NextBytes(bytes);
                byte[] expected = [.. bytes];
                for (int i = 0; i < length; i++)
                    expected[offset + i] ^= RawFrame.Key[i % 4];

                FrameMask.Apply(bytes.AsSpan(offset, length), key);

                Assert.Equal(expected, bytes);
            }
        }
    }
}
