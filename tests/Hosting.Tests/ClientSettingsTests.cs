using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Tests;

namespace TypedWs.Hosting.Tests;

public sealed class ClientSettingsTests
{
    public static readonly TheoryData<string, string, Func<TypedWsClientOptions, object>, object> Settings = new()
    {
        { "Uri", "wss://example.org/chat", o => o.Uri, new Uri("wss://example.org/chat") },
        { "Format", "messagepack", o => o.Format, WireFormat.MessagePack },
        { "Headers:Authorization", "Bearer x", o => o.Headers["Authorization"], "Bearer x" },
        { "ConnectTimeout", "00:00:03", o => o.ConnectTimeout, TimeSpan.FromSeconds(3) },
        { "MaxRedirects", "2", o => o.MaxRedirects, 2 },
        { "SendBufferSize", "0", o => o.SendBufferSize, 0 },
        { "Connection:MaxMessageSize", "1", o => o.Connection.MaxMessageSize, 1 },
        { "Connection:MaxFrameSize", "2", o => o.Connection.MaxFrameSize, 2 },
        { "Connection:SendHighWaterMark", "3", o => o.Connection.SendHighWaterMark, 3 },
        { "Connection:SendHardLimit", "4", o => o.Connection.SendHardLimit, 4 },
        { "Connection:WriteStallTimeout", "00:00:05", o => o.Connection.WriteStallTimeout, TimeSpan.FromSeconds(5) },
        { "Connection:PingInterval", "-00:00:00.001", o => o.Connection.PingInterval, Timeout.InfiniteTimeSpan },
        { "Connection:PongTimeout", "00:00:06", o => o.Connection.PongTimeout, TimeSpan.FromSeconds(6) },
        { "Connection:CloseTimeout", "00:00:07", o => o.Connection.CloseTimeout, TimeSpan.FromSeconds(7) },
        { "Conversation:RequestTimeout", "00:01:00", o => o.Conversation.RequestTimeout, TimeSpan.FromMinutes(1) },
        { "Conversation:MaxConcurrentRequests", "8", o => o.Conversation.MaxConcurrentRequests, 8 },
        { "Conversation:MaxPendingRequests", "9", o => o.Conversation.MaxPendingRequests, 9 },
        { "Conversation:MaxQueuedMessages", "10", o => o.Conversation.MaxQueuedMessages, 10 },
        { "Conversation:MaxQueuedBytes", "11", o => o.Conversation.MaxQueuedBytes, 11 },
        { "Conversation:OverflowFactor", "12", o => o.Conversation.OverflowFactor, 12 },
        { "Conversation:RunHandlersInline", "false", o => o.Conversation.RunHandlersInline, false },
        { "Conversation:StrictOrder", "true", o => o.Conversation.StrictOrder, true },
        { "Conversation:IncludeErrorDetails", "true", o => o.Conversation.IncludeErrorDetails, true },
        { "Reconnect:RetryFirstConnect", "true", o => o.Reconnect.RetryFirstConnect, true },
        { "Reconnect:StableFor", "00:00:13", o => o.Reconnect.StableFor, TimeSpan.FromSeconds(13) },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Read_Setting_IsTaken(string key, string value, Func<TypedWsClientOptions, object> property, object expected)
    {
        ArgumentNullException.ThrowIfNull(property);
        TypedWsClientOptions options = NewOptions();

        ClientSettings.Read(Section(key, value), options);

        Assert.Equal(expected, property(options));
    }

    [Theory]
    [InlineData("Uri", "secret", "an address such as")]
    [InlineData("Format", "secret", "Json or MessagePack")]
    [InlineData("MaxRedirects", "secret", "a whole number")]
    [InlineData("Connection:PingInterval", "secret", "a time such as")]
    [InlineData("Reconnect:RetryFirstConnect", "secret", "true or false")]
    public void Read_WrongKind_NamesTheSettingAndNotItsValue(string key, string value, string expected)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => ClientSettings.Read(Section(key, value), NewOptions()));

        Assert.StartsWith($"The setting 'Chat:{key}' is not {expected}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bind_SectionAndCode_TheLaterCallWins()
    {
        await using var application = new Application(services => services
            .AddTypedWsClient<LabClient>(options => options.MaxRedirects = 1)
            .Bind(new ConfigurationBuilder().AddInMemoryCollection([new("Uri", "wss://example.org/"), new("MaxRedirects", "2")]).Build())
            .Configure((_, options) => options.ConnectTimeout = TimeSpan.FromSeconds(3)));

        TypedWsClientOptions options = application.Services.GetRequiredService<IOptionsMonitor<TypedWsClientOptions>>().Get("LabClient");

        Assert.Equal((2, TimeSpan.FromSeconds(3)), (options.MaxRedirects, options.ConnectTimeout));
    }

    private static TypedWsClientOptions NewOptions() => new() { Uri = new Uri("ws://127.0.0.1:1/") };

    private static IConfiguration Section(string key, string value)
        => new ConfigurationBuilder().AddInMemoryCollection([new($"Chat:{key}", value)]).Build().GetSection("Chat");
}
