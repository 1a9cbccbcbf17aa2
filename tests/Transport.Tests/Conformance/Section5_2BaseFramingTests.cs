using System.Buffers.Binary;

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 5.2: reserved bits and opcodes, and the three encodings of a length.</summary>
public sealed class Section5_2BaseFramingTests
{
    public static TheoryData<WsRole, int> Lengths => new MatrixTheoryData<WsRole, int>(
        [WsRole.Client, WsRole.Server], [0, 1, 125, 126, 127, 65_535, 65_536, 70_000]);

    public static TheoryData<WsRole, byte> ReservedOpcodes => new MatrixTheoryData<WsRole, byte>(
        [WsRole.Client, WsRole.Server], [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]);

    public static TheoryData<WsRole, byte, byte> ReservedBits => new MatrixTheoryData<WsRole, byte, byte>(
        [WsRole.Client, WsRole.Server], [0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70], [1, 2, 8, 9, 10]);

    [Theory]
    [MemberData(nameof(Lengths))]
    public Task Length_AtABorder_IsRead(WsRole role, int length)
    {
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);

        return Wire.AtEveryCutAsync(role, RawFrame.Create(2, payload, Wire.PeerMasks(role)), outcome => Assert.Equal(payload, Assert.Single(outcome.Messages)));
    }

    [Theory]
    [MemberData(nameof(ReservedOpcodes))]
    public Task Opcode_Reserved_ClosesWith1002(WsRole role, byte opcode)
        => RefusedAsync(role, RawFrame.Create(opcode, [], Wire.PeerMasks(role)));

    [Theory]
    [MemberData(nameof(ReservedBits))]
    public Task ReservedBit_WithoutExtension_ClosesWith1002(WsRole role, byte bits, byte opcode)
        => RefusedAsync(role, RawFrame.Create(opcode, [], Wire.PeerMasks(role), reserved: bits));

    [Theory]
    [InlineData(WsRole.Client, 0)]
    [InlineData(WsRole.Client, 125)]
    [InlineData(WsRole.Server, 0)]
    [InlineData(WsRole.Server, 125)]
    public Task Length_In16BitsThough7Suffice_ClosesWith1002(WsRole role, ushort length)
    {
        byte[] header = [0x82, (byte)((Wire.PeerMasks(role) ? 0x80 : 0) | 126), 0, 0, .. Wire.PeerMasks(role) ? RawFrame.Key : []];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), length);
        return RefusedAsync(role, [.. header, .. new byte[length]]);
    }

    [Theory]
    [InlineData(WsRole.Client, 125)]
    [InlineData(WsRole.Client, 65_535)]
    [InlineData(WsRole.Client, -1)] // the highest bit must be 0
    [InlineData(WsRole.Client, long.MinValue)]
    [InlineData(WsRole.Server, 125)]
    [InlineData(WsRole.Server, 65_535)]
    [InlineData(WsRole.Server, -1)]
    [InlineData(WsRole.Server, long.MinValue)]
    public Task Length_In64BitsThatMustNotBe_ClosesWith1002(WsRole role, long length)
    {
        byte[] header = [0x82, (byte)((Wire.PeerMasks(role) ? 0x80 : 0) | 127), .. new byte[8], .. Wire.PeerMasks(role) ? RawFrame.Key : []];
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), length);
        return RefusedAsync(role, header);
    }

    private static Task RefusedAsync(WsRole role, byte[] bad)
    {
        byte[] input = [.. RawFrame.Text("good", Wire.PeerMasks(role)), .. bad, .. RawFrame.Text("late", Wire.PeerMasks(role))];
        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Equal(["good"], outcome.Texts);
            Assert.Equal(1002, outcome.SentCloseCode);
            Assert.Equal(WsCloseCode.ProtocolError, outcome.Closed.Code);
            Assert.False(outcome.Closed.ByPeer);
        });
    }
}
