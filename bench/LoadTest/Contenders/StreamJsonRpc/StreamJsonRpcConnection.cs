using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using LoadTest.Messages;
using StreamJsonRpc;

namespace LoadTest.Contenders.StreamJsonRpc;

internal sealed class StreamJsonRpcConnection(JsonRpc rpc, ClientWebSocket socket) : IStreamingConnection
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        Line line = await rpc.InvokeAsync<Line>(nameof(Feed.Echo), Line.Of(seq));
        return line.Seq == seq && Sample.Matches(line.Room, line.User, line.Text, line.At);
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => new(rpc.NotifyAsync(MethodNames.PostOf(shape), Records.Of(shape, seq)));

    public async Task<int> DownloadAsync(int count) => await LineStream.CheckAsync(await rpc.InvokeAsync<IAsyncEnumerable<Line>>(nameof(Feed.Download), count));

    public Task<int> UploadAsync(int count) => rpc.InvokeAsync<int>(nameof(Feed.Upload), LineStream.Of(count).WithJsonRpcSettings(Feed.Batches));

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        rpc.Dispose();
        socket.Dispose();
    }
}
