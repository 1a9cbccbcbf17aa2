using TypedWs.CompilerServices;

namespace TypedWs.Tests.Client;

public sealed class ContractHeaderTests
{
    [Fact]
    public void Format_IsReadBack()
    {
        ContractOffer offer = Assert.Single(ContractHeader.Parse(ContractHeader.Format(new ProtocolDescriptor("chat", 12, "abc", []))));

        Assert.Equal(new ContractOffer("chat", 12, "abc"), offer);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" , ;,;;", "")]
    [InlineData("chat", "")]
    [InlineData("/1", "")]
    [InlineData("chat/", "")]
    [InlineData("chat/-1", "")]
    [InlineData("chat/1.5", "")]
    [InlineData("chat/99999999999", "")]
    [InlineData("chat/1", "chat 1 -")]
    [InlineData("chat/1;fingerprint=ab", "chat 1 ab")]
    [InlineData(" chat/1 ; other=x ; Fingerprint=ab ", "chat 1 ab")]
    [InlineData("a/b/2; fingerprint=", "a/b 2 ")]
    [InlineData("bad, chat/1; fingerprint=ab, admin/2", "chat 1 ab|admin 2 -")]
    public void Parse_AnyForm_KeepsWhatCanBeRead(string? header, string expected)
        => Assert.Equal(expected, string.Join('|', ContractHeader.Parse(header).Select(static offer => $"{offer.Name} {offer.Version} {offer.Fingerprint ?? "-"}")));
}
