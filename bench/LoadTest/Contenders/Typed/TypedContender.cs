using LoadTest.Messages;
using TypedWs;
using TypedWs.AspNetCore;

namespace LoadTest.Contenders.Typed;

/// <summary>TypedWs, records on both sides.</summary>
/// <param name="format">Its tables.</param>
/// <param name="wireFormat">The same, as the client is told.</param>
/// <param name="useDirectSockets">Whether the server takes connections out of Kestrel, which is not its default.</param>
internal sealed class TypedContender(MessageFormat format, WireFormat wireFormat, bool useDirectSockets = false) : IContender
{
    public string Key => $"typedws-{(useDirectSockets ? "direct-" : "")}{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public bool HasStreams => true;

    public void AddServices(IServiceCollection services)
    {
        TypedWsBuilder typedWs = services.AddTypedWs().AddProtocol<FeedProtocol>();
        if (useDirectSockets)
            typedWs.UseDirectSockets();
        services.AddSingleton<IAudience, TypedAudience>();
    }

    public void Map(WebApplication app) => app.MapTypedWs<FeedServer>(IContender.Path);

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        var client = new FeedClient(new TypedWsClientOptions { Uri = uri, Format = wireFormat });
        client.OnPushed((line, _) =>
        {
            incoming.Take(line.Room, line.User, line.Text, line.At, line.Seq);
            return ValueTask.CompletedTask;
        });
        client.OnPushedDocument((document, _) =>
        {
            incoming.Take(document.Text, document.Seq);
            return ValueTask.CompletedTask;
        });
        client.OnPushedTick((tick, _) =>
        {
            incoming.Take(tick.Symbol, tick.Bid, tick.Ask, tick.Last);
            return ValueTask.CompletedTask;
        });
        await client.ConnectAsync();
        return new TypedConnection(client);
    }
}
