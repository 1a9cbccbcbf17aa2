using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.Tests.Endpoint;

public sealed class MapTypedWsTests
{
    [Fact]
    public async Task MapTypedWs_WithoutAddTypedWs_SaysWhatToCall()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapTypedWs<LabHandler>("/lab"));

        Assert.Contains("AddTypedWs()", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LabHandler", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapTypedWs_WrongSetting_NamesIt()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTypedWs(options => options.Connection.SendHardLimit = 1);
        await using WebApplication app = builder.Build();

        var exception = Assert.Throws<OptionsValidationException>(() => app.MapTypedWs<LabHandler>("/lab"));

        Assert.Contains("Connection.SendHardLimit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddTypedWs_CalledTwice_AppliesBothConfigurations()
    {
        var services = new ServiceCollection();
        services.AddTypedWs(options => options.Connection.MaxMessageSize = 1).AddProtocol<LabProtocol>();
        services.AddTypedWs(options => options.Conversation.MaxQueuedMessages = 2).AddProtocol<LabProtocol>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        TypedWsServerOptions options = provider.GetRequiredService<IOptions<TypedWsServerOptions>>().Value;

        Assert.Equal((1, 2), (options.Connection.MaxMessageSize, options.Conversation.MaxQueuedMessages));
        Assert.Single(services, service => service.ServiceType == typeof(LabSessions));
    }
}
