using System.IO.Compression;
using System.Text;

namespace TypedWs.Transport.Tests.Compression;

/// <summary>What a connection makes of a peer's compressed messages.</summary>
public sealed class WsConnectionInflateTests
{
    private const byte Compressed = 0x40;

    // RFC 7692, section 7.2.3: whole, after itself with the shared window, stored, with a final block, and in two blocks.
    [Theory]
    [InlineData("f248cdc9c90700")]
    [InlineData("000500faff48656c6c6f00")]
    [InlineData("f348cdc9c9070000")]
    [InlineData("f248050000 00ffffcac9c90700")]
    public async Task Receive_ExampleOfTheRfc_IsUnderstood(string hex)
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());
        byte[] deflated = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        await fixture.Peer.SendAsync(RawFrame.Create(1, deflated, masked: false, reserved: Compressed));
        await fixture.SendTextAsync("plain");
        await fixture.Peer.SendAsync(RawFrame.Create(1, deflated, masked: false, reserved: Compressed));

        Assert.Equal("Hello", await fixture.Receiver.NextTextAsync());
        Assert.Equal("plain", await fixture.Receiver.NextTextAsync());
        Assert.Equal("Hello", await fixture.Receiver.NextTextAsync());
    }

    [Fact]
    public async Task Receive_ReferenceToTheLastMessage_IsResolved()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(1, Convert.FromHexString("f248cdc9c90700"), masked: false, reserved: Compressed));
        await fixture.Peer.SendAsync(RawFrame.Create(1, Convert.FromHexString("f200110000"), masked: false, reserved: Compressed));

        Assert.Equal("Hello", await fixture.Receiver.NextTextAsync());
        Assert.Equal("Hello", await fixture.Receiver.NextTextAsync());
    }

    [Fact]
    public async Task Receive_ReferenceToTheLastMessageWithoutContext_IsRefused()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With(serverContext: false));

        await fixture.Peer.SendAsync(RawFrame.Create(1, Convert.FromHexString("f248cdc9c90700"), masked: false, reserved: Compressed));
        await fixture.Peer.SendAsync(RawFrame.Create(1, Convert.FromHexString("f200110000"), masked: false, reserved: Compressed));

        await fixture.Peer.ExpectCloseAsync(1007);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Receive_CompressedFragmentsWithAPingBetween_AreOneMessage(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, compression: Agreement.With());
        byte[] payload = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} € ")));
        byte[] deflated = Deflate(payload);
        int third = deflated.Length / 3;

        await fixture.Peer.SendAsync(
        [
            .. RawFrame.Create(1, deflated.AsSpan(0, third), fixture.PeerMasks, final: false, reserved: Compressed),
            .. RawFrame.Create(0, [], fixture.PeerMasks, final: false),
            .. RawFrame.Create(9, "ping"u8, fixture.PeerMasks),
            .. RawFrame.Create(0, deflated.AsSpan(third, third), fixture.PeerMasks, final: false),
            .. RawFrame.Create(0, deflated.AsSpan(2 * third), fixture.PeerMasks),
        ]);

        Assert.Equal(payload, (await fixture.Receiver.NextAsync()).Payload);
        Assert.Equal("ping", (await fixture.Peer.ExpectAsync(10)).Text);
    }

    [Fact]
    public async Task Receive_EmptyCompressedMessage_IsEmpty()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());

        // RFC 7692, section 7.2.3.6.
        await fixture.Peer.SendAsync(RawFrame.Create(1, [0], masked: false, reserved: Compressed));

        Assert.Equal("", await fixture.Receiver.NextTextAsync());
    }

    [Fact]
    public async Task Receive_CompressionBomb_ClosesWith1009()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, options => options.MaxMessageSize = 100_000, compression: Agreement.With());
        byte[] bomb = Deflate(new byte[50_000_000]);
        Assert.InRange(bomb.Length, 1, 100_000);

        await fixture.Peer.SendAsync(RawFrame.Create(2, bomb, masked: false, reserved: Compressed));

        Assert.Contains("100000", (await fixture.Peer.ExpectCloseAsync(1009)).CloseReason, StringComparison.Ordinal);
        await fixture.Peer.SendAsync(RawFrame.Close(1009, "", masked: false)); // found behind the rest of the bomb
        await fixture.Peer.Stream.DisposeAsync();
        Assert.True((await fixture.Connection.Completion).Clean);
    }

    [Fact]
    public async Task Receive_InflatesToTheLimit_IsTaken()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, options => options.MaxMessageSize = 100_000, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(2, Deflate(new byte[100_000]), masked: false, reserved: Compressed));

        Assert.Equal(100_000, (await fixture.Receiver.NextAsync()).Payload.Length);
    }

    [Fact]
    public async Task Receive_NotDeflate_ClosesWith1007()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(2, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF], masked: false, reserved: Compressed));

        await fixture.Peer.ExpectCloseAsync(1007);
    }

    [Fact]
    public async Task Receive_CompressedTextThatIsNotUtf8_ClosesWith1007BeforeItsEnd()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());
        byte[] deflated = Deflate([(byte)'a', 0xFF, .. new byte[100]]);

        await fixture.Peer.SendAsync(RawFrame.Create(1, deflated, masked: false, final: false, reserved: Compressed));

        await fixture.Peer.ExpectCloseAsync(1007);
    }

    [Theory]
    [InlineData(9, 0x40)]  // a control frame
    [InlineData(8, 0x40)]
    [InlineData(1, 0x20)]  // another bit
    [InlineData(2, 0x60)]
    [InlineData(2, 0x50)]
    public async Task Receive_ReservedBitWithoutMeaning_ClosesWith1002(byte opcode, byte reserved)
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(opcode, [], masked: false, reserved: reserved));

        await fixture.Peer.ExpectCloseAsync(1002);
    }

    [Fact]
    public async Task Receive_ContinuationMarkedAsCompressed_ClosesWith1002()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(2, [0], masked: false, final: false, reserved: Compressed));
        await fixture.Peer.SendAsync(RawFrame.Create(0, [0], masked: false, reserved: Compressed));

        await fixture.Peer.ExpectCloseAsync(1002);
    }

    private static byte[] Deflate(byte[] payload)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(payload);
            deflate.Flush();
            Assert.Equal([0, 0, 0xFF, 0xFF], output.ToArray()[^4..]);
            return output.ToArray()[..^4];
        }
    }
}
