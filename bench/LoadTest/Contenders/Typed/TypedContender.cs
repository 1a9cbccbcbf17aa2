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

    public async Task<IClientConnection> ConnectAsync(Uri uri, int size, Sequence incoming)
    {
        var client = new FeedClient(new TypedWsClientOptions { Uri = uri, Format = wireFormat });
        client.OnPushed((line, _) =>
        {
            incoming.Take(line.Room, line.User, line.Text, line.At, line.Seq);
            return ValueTask.CompletedTask;
        });
        await client.ConnectAsync();
        return new TypedConnection(client);
    }
}
