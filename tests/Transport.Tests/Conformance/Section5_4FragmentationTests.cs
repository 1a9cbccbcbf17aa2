namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 5.4: messages in fragments, and what may come between them.</summary>
public sealed class Section5_4FragmentationTests
{
    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Fragments_WithEmptyOnesAndControlFramesBetween_AreOneMessage(WsRole role)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] input =
        [
            .. RawFrame.Create(1, [], masked, final: false),
            .. RawFrame.Create(0, "one "u8, masked, final: false),
            .. RawFrame.Create(9, "ping"u8, masked),
            .. RawFrame.Create(0, [], masked, final: false),
            .. RawFrame.Create(10, "pong"u8, masked),
            .. RawFrame.Create(0, "two"u8, masked, final: false),
            .. RawFrame.Create(0, [], masked),
            .. RawFrame.Text("next", masked),
        ];

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Equal(["one two", "next"], outcome.Texts);
            Assert.Equal("ping", Assert.Single(outcome.Sent, frame => frame.Opcode == 10).Text);
        });
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Close_BetweenFragments_EndsTheConnectionWithoutTheMessage(WsRole role)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] input = [.. RawFrame.Text("half", masked, final: false), .. RawFrame.Close(1000, "", masked)];

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Empty(outcome.Messages);
            Assert.True(outcome.Closed.Clean);
        });
    }

    [Theory]
    [InlineData(WsRole.Client, 0, true)]
    [InlineData(WsRole.Client, 0, false)]
    [InlineData(WsRole.Server, 0, true)]
    [InlineData(WsRole.Server, 0, false)]
    public Task Continuation_WithoutAMessage_ClosesWith1002(WsRole role, byte opcode, bool final)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] input = [.. RawFrame.Text("whole", masked), .. RawFrame.Create(opcode, "x"u8, masked, final)];

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Equal(["whole"], outcome.Texts);
            Assert.Equal(1002, outcome.SentCloseCode);
        });
    }

    [Theory]
    [InlineData(WsRole.Client, 1)]
    [InlineData(WsRole.Client, 2)]
    [InlineData(WsRole.Server, 1)]
    [InlineData(WsRole.Server, 2)]
    public Task NewMessage_InsideAnother_ClosesWith1002(WsRole role, byte opcode)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] input = [.. RawFrame.Text("half", masked, final: false), .. RawFrame.Create(opcode, "x"u8, masked)];

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Empty(outcome.Messages);
            Assert.Equal(1002, outcome.SentCloseCode);
        });
    }
}
