using LoadTest.Messages;
using TypedWs;

namespace LoadTest.Contenders.Typed;

/// <summary>TypedWs, records on both sides.</summary>
internal sealed class TypedContender(MessageFormat format, WireFormat wireFormat) : IContender
{
    public string Key => $"typedws-{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public bool HasStreams => true;

    public void AddServices(IServiceCollection services)
    {
        services.AddTypedWs().AddProtocol<FeedProtocol>();
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
