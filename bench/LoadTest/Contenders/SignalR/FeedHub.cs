using LoadTest.Messages;
using LoadTest.Server;
using Microsoft.AspNetCore.SignalR;

namespace LoadTest.Contenders.SignalR;

internal sealed class FeedHub(ServerState state, IHubContext<FeedHub> hubs) : Hub
{
    public override Task OnConnectedAsync()
    {
        state.Newest = new Connection(hubs.Clients.Client(Context.ConnectionId));
        return Task.CompletedTask;
    }

#pragma warning disable CA1822 // Methods of a hub are called on an instance.
    public Line Echo(Line line) => line;

    public IAsyncEnumerable<Line> Download(int count) => LineStream.Of(count);

    public Task<int> Upload(IAsyncEnumerable<Line> lines) => LineStream.CheckAsync(lines);
#pragma warning restore CA1822

    public void Post(Line line) => state.Incoming.Take(line);

    public void PostDocument(Document document) => state.Incoming.Take(document);

    public void PostTick(Tick tick) => state.Incoming.Take(tick);

    private sealed class Connection(IClientProxy client) : IServerConnection
    {
        public ValueTask PushAsync(MessageShape shape, long seq) => new(client.SendAsync(MethodNames.PushOf(shape), Records.Of(shape, seq)));
    }
}
