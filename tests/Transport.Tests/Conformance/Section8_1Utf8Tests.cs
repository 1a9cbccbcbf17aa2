namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 8.1: text that is not UTF-8 fails the connection, as soon as that is certain.</summary>
public sealed class Section8_1Utf8Tests
{
    public static TheoryData<WsRole, string> Valid => new MatrixTheoryData<WsRole, string>(
        [WsRole.Client, WsRole.Server],
        ["00", "7F", "C280", "DFBF", "E0A080", "ED9FBF", "EE8080", "EFBFBF", "F0908080", "F48FBFBF", "CEBAE1BDB9CF83CEBCCEB5"]);

    // Overlong forms, surrogates, beyond the last code point, lone continuations, and characters that end too early.
    public static TheoryData<WsRole, string> Invalid => new MatrixTheoryData<WsRole, string>(
        [WsRole.Client, WsRole.Server],
        ["80", "BF", "C080", "C1BF", "C220", "E08080", "E09FBF", "EDA080", "EDBFBF", "E28220", "F08080", "F08FBFBF", "F4908080", "F5808080", "FE", "FF", "F8888080"]);

    [Theory]
    [MemberData(nameof(Valid))]
    public Task Text_Valid_IsTakenHoweverItIsFragmented(WsRole role, string hex)
        => AtEveryBorderAsync(role, hex, outcome => Assert.Equal(Convert.FromHexString("61" + hex + "62"), Assert.Single(outcome.Messages)));

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task Text_Invalid_ClosesWith1007HoweverItIsFragmented(WsRole role, string hex)
        => AtEveryBorderAsync(role, hex, outcome =>
        {
            Assert.Empty(outcome.Messages);
            Assert.Equal(1007, outcome.SentCloseCode);
        });

    [Theory]
    [InlineData(WsRole.Client, "C3")]
    [InlineData(WsRole.Client, "E282")]
    [InlineData(WsRole.Client, "F09080")]
    [InlineData(WsRole.Server, "C3")]
    [InlineData(WsRole.Server, "E282")]
    [InlineData(WsRole.Server, "F09080")]
    public Task Text_EndsInsideACharacter_ClosesWith1007(WsRole role, string hex)
        => Wire.AtEveryCutAsync(
            role, RawFrame.Create(1, Convert.FromHexString(hex), Wire.PeerMasks(role)), outcome => Assert.Equal(1007, outcome.SentCloseCode));

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Text_InvalidInTheMiddleOfAFrame_FailsBeforeTheFrameIsThere(WsRole role, string hex)
    {
        // Enough behind the bad bytes to be certain of them, and more that never comes.
        byte[] frame = RawFrame.Create(1, [.. "abc"u8, .. Convert.FromHexString(hex), .. "   "u8, .. new byte[100]], Wire.PeerMasks(role));

        WireOutcome outcome = await Wire.RunAsync(role, [frame[..^100]]);

        Assert.Equal(1007, outcome.SentCloseCode);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Binary_AnyBytes_AreTaken(WsRole role)
        => Wire.AtEveryCutAsync(role, RawFrame.Create(2, [0xFF, 0xC0, 0x80], Wire.PeerMasks(role)), outcome => Assert.Single(outcome.Messages));

    /// <summary>In one frame, and in two fragments parted at every byte.</summary>
    private static async Task AtEveryBorderAsync(WsRole role, string hex, Action<WireOutcome> check)
    {
        byte[] text = Convert.FromHexString("61" + hex + "62");
        bool masked = Wire.PeerMasks(role);
        await Wire.AtEveryCutAsync(role, RawFrame.Create(1, text, masked), check);
        for (int border = 0; border <= text.Length; border++)
        {
            byte[] first = RawFrame.Create(1, text.AsSpan(0, border), masked, final: false);
            byte[] second = RawFrame.Create(0, text.AsSpan(border), masked);
            check(await Wire.RunAsync(role, [[.. first, .. second]]));
            check(await Wire.RunAsync(role, [first, second]));
        }
    }
}
