using System.Runtime.CompilerServices;
using LoadTest.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace LoadTest.Contenders.SignalR;

internal sealed class SignalRConnection(HubConnection hub) : IClientConnection
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        Line line = await hub.InvokeAsync<Line>(nameof(FeedHub.Echo), Line.Of(seq));
        return line.Seq == seq && Sample.Matches(line.Room, line.User, line.Text, line.At);
    }

    public ValueTask PostAsync(long seq) => new(hub.SendAsync(nameof(FeedHub.Post), Line.Of(seq)));

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
