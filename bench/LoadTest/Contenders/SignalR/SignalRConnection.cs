using System.Runtime.CompilerServices;
using LoadTest.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace LoadTest.Contenders.SignalR;

internal sealed class SignalRConnection(HubConnection hub) : IStreamingConnection
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        Line line = await hub.InvokeAsync<Line>(nameof(FeedHub.Echo), Line.Of(seq));
        return line.Seq == seq && Sample.Matches(line.Room, line.User, line.Text, line.At);
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => new(hub.SendAsync(MethodNames.PostOf(shape), Records.Of(shape, seq)));

    public Task<int> DownloadAsync(int count) => LineStream.CheckAsync(hub.StreamAsync<Line>(nameof(FeedHub.Download), count));

    public Task<int> UploadAsync(int count) => hub.InvokeAsync<int>(nameof(FeedHub.Upload), LineStream.Of(count));

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
