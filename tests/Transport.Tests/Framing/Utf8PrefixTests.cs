namespace TypedWs.Transport.Tests.Framing;

public sealed class Utf8PrefixTests
{
    [Fact]
    public void IsValid_ValidTextCutAnywhere_IsAPrefix()
    {
        byte[] text = "aé€😀z"u8.ToArray();
        for (int cut = 0; cut <= text.Length; cut++)
        {
            Assert.True(Utf8Prefix.IsValid(text.AsSpan(0, cut), out int complete), $"cut at {cut}");
            Assert.InRange(cut - complete, 0, 3);
        }

        Assert.True(Utf8Prefix.IsValid(text, out int all));
        Assert.Equal(text.Length, all);
    }

    [Theory]
    [InlineData("C0")]          // an overlong form
    [InlineData("80")]          // a continuation alone
    [InlineData("E08080")]      // overlong, three bytes
    [InlineData("E080")]        // overlong, already visible in its second byte
    [InlineData("EDA080")]      // a surrogate
    [InlineData("F48FBFBFBF")]  // a continuation too many
    [InlineData("F490")]        // above U+10FFFF
    [InlineData("61C361")]      // an unfinished character in the middle
    [InlineData("FF")]
    public void IsValid_NoBeginningOfUtf8_IsRefused(string hex)
        => Assert.False(Utf8Prefix.IsValid(Convert.FromHexString(hex), out _));
}
