using TypedWs.AspNetCore.Hosting;

namespace TypedWs.AspNetCore.Tests.Hosting;

public sealed class TypedWsServerOptionsValidatorTests
{
    public static readonly TheoryData<string, Action<TypedWsServerOptions>> Wrong = new()
    {
        { "Connection.MaxMessageSize", o => o.Connection.MaxMessageSize = 0 },
        { "Connection.MaxFrameSize", o => o.Connection.MaxFrameSize = 127 },
        { "Connection.Compression.MinMessageSize", o => o.Connection.Compression = new() { MinMessageSize = 0 } },
        { "Connection.Compression.Level", o => o.Connection.Compression = new() { Level = (System.IO.Compression.CompressionLevel)9 } },
        { "Connection.SendHighWaterMark", o => o.Connection.SendHighWaterMark = 0 },
        { "Connection.SendHardLimit", o => o.Connection.SendHardLimit = o.Connection.SendHighWaterMark - 1 },
        { "Connection.WriteStallTimeout", o => o.Connection.WriteStallTimeout = TimeSpan.Zero },
        { "Connection.PingInterval", o => o.Connection.PingInterval = TimeSpan.Zero },
        { "Connection.PongTimeout", o => o.Connection.PongTimeout = TimeSpan.FromSeconds(-2) },
        { "Connection.CloseTimeout", o => o.Connection.CloseTimeout = TimeSpan.Zero },
        { "Conversation.RequestTimeout", o => o.Conversation.RequestTimeout = TimeSpan.Zero },
        { "Conversation.MaxConcurrentRequests", o => o.Conversation.MaxConcurrentRequests = 0 },
        { "Conversation.MaxPendingRequests", o => o.Conversation.MaxPendingRequests = 65_537 },
        { "Conversation.MaxQueuedMessages", o => o.Conversation.MaxQueuedMessages = 0 },
        { "Conversation.MaxQueuedBytes", o => o.Conversation.MaxQueuedBytes = 0 },
        { "Conversation.OverflowFactor", o => o.Conversation.OverflowFactor = 0 },
        { "Conversation.MaxOpenStreams", o => o.Conversation.MaxOpenStreams = 0 },
        { "Conversation.StreamReadAhead", o => o.Conversation.StreamReadAhead = 0 },
        { "Conversation.StreamReadAheadBytes", o => o.Conversation.StreamReadAheadBytes = 0 },
        { "Conversation.StreamIdleTimeout", o => o.Conversation.StreamIdleTimeout = TimeSpan.Zero },
        { "MaxConnections", o => o.MaxConnections = 0 },
        { "MaxConnectionsPerUser", o => o.MaxConnectionsPerUser = 0 },
        { "MaxConnectionsPerAddress", o => o.MaxConnectionsPerAddress = -1 },
        { "MaxConcurrentHandshakes", o => o.MaxConcurrentHandshakes = 0 },
        { "MaxWaitingGroupChanges", o => o.MaxWaitingGroupChanges = 0 },
        { "DrainTimeout", o => o.DrainTimeout = TimeSpan.FromSeconds(-1) },
        { "IdleTimeout", o => o.IdleTimeout = TimeSpan.Zero },
        { "MaxConnectionAge", o => o.MaxConnectionAge = TimeSpan.Zero },
        { "WhenSlow", o => o.WhenSlow = (SlowPolicy)7 },
        { "SlowBufferSize", o => o.SlowBufferSize = 0 },
        { "SlowAudienceMembers", o => o.SlowAudienceMembers = (SlowAudienceMember)7 },
        { "HandlerLifetime", o => o.HandlerLifetime = (HandlerLifetime)7 },
        { "RateLimitExceeded", o => o.RateLimitExceeded = (RateLimitExceeded)7 },
        { "QueryTokenParameter", o => o.QueryTokenParameter = "" },
        { "QueryTokenParameter", o => o.QueryTokenParameter = "Contract" },
        { "AllowedOrigins", o => o.AllowedOrigins.Add("example.org") },
        { "AllowedOrigins", o => o.AllowedOrigins.Add("https://example.org/") },
    };

    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(new TypedWsServerOptionsValidator().Validate(null, new TypedWsServerOptions()).Succeeded);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongSetting_NamesIt(string setting, Action<TypedWsServerOptions> spoil)
    {
        var options = new TypedWsServerOptions();
        spoil(options);

        string failure = Assert.Single(new TypedWsServerOptionsValidator().Validate(null, options).Failures!);

        Assert.Contains(setting, failure, StringComparison.Ordinal);
    }
}
