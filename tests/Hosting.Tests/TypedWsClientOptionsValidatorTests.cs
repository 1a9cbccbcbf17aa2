namespace TypedWs.Hosting.Tests;

public sealed class TypedWsClientOptionsValidatorTests
{
    public static readonly TheoryData<string, Action<TypedWsClientOptions>> Wrong = new()
    {
        { "Uri", o => o.Uri = null! },
        { "Uri", o => o.Uri = new Uri("/chat", UriKind.Relative) },
        { "Uri", o => o.Uri = new Uri("https://example.org/chat") },
        { "Uri", o => o.Uri = new Uri("wss://example.org/chat#top") },
        { "Format", o => o.Format = (WireFormat)7 },
        { "ConnectTimeout", o => o.ConnectTimeout = TimeSpan.Zero },
        { "MaxRedirects", o => o.MaxRedirects = -1 },
        { "SendBufferSize", o => o.SendBufferSize = -1 },
        { "Connection.PingInterval", o => o.Connection.PingInterval = TimeSpan.Zero },
        { "Conversation.RequestTimeout", o => o.Conversation.RequestTimeout = TimeSpan.Zero },
        { "Reconnect.StableFor", o => o.Reconnect.StableFor = TimeSpan.FromSeconds(-1) },
    };

    [Fact]
    public void Validate_AddressAlone_Succeeds() => Assert.True(new TypedWsClientOptionsValidator().Validate("chat", Valid()).Succeeded);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongSetting_NamesClientAndSetting(string setting, Action<TypedWsClientOptions> spoil)
    {
        ArgumentNullException.ThrowIfNull(spoil);
        TypedWsClientOptions options = Valid();
        spoil(options);

        string failure = Assert.Single(new TypedWsClientOptionsValidator().Validate("chat", options).Failures!);

        Assert.StartsWith($"Client chat: Property {setting}: ", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WrongAddress_KeepsItsSecrets()
    {
        TypedWsClientOptions options = Valid();
        options.Uri = new Uri("https://example.org/?access_token=secret");

        string failure = Assert.Single(new TypedWsClientOptionsValidator().Validate("chat", options).Failures!);

        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    private static TypedWsClientOptions Valid() => new() { Uri = new Uri("wss://example.org/chat") };
}
