using LoadTest.Messages;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace LoadTest.Contenders.SignalR;

/// <summary>ASP.NET Core SignalR at its best: WebSocket at once, without the negotiation before it; JSON with source generation.</summary>
internal sealed class SignalRContender(MessageFormat format) : IContender
{
    public string Key => $"signalr-{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public bool HasStreams => true;

    public void AddServices(IServiceCollection services)
    {
        UseFormat(services.AddSignalR());
        services.AddSingleton<IAudience, SignalRAudience>();
    }

    public void Map(WebApplication app) => app.MapHub<FeedHub>(IContender.Path, options => options.Transports = HttpTransportType.WebSockets);

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        Uri http = new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp }.Uri;
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(http, options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
        });
        HubConnection hub = UseFormat(builder).Build();
        hub.On<Line>(MethodNames.Push, incoming.Take);
        hub.On<Document>(MethodNames.PushDocument, incoming.Take);
        hub.On<Tick>(MethodNames.PushTick, incoming.Take);
        await hub.StartAsync();
        return new SignalRConnection(hub);
    }

    private TBuilder UseFormat<TBuilder>(TBuilder builder)
        where TBuilder : ISignalRBuilder
        => format == MessageFormat.MessagePack
            ? builder.AddMessagePackProtocol()
            : builder.AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, FeedJson.Default));
}
