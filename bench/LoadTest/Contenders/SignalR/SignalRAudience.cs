using LoadTest.Messages;
using Microsoft.AspNetCore.SignalR;

namespace LoadTest.Contenders.SignalR;

internal sealed class SignalRAudience(IHubContext<FeedHub> hubs) : IAudience
{
    public ValueTask PushAsync(long seq) => new(hubs.Clients.All.SendAsync(MethodNames.Push, Line.Of(seq)));
}
