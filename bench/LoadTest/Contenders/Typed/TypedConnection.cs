using System.Diagnostics;
using System.Runtime.CompilerServices;
using LoadTest.Messages;

namespace LoadTest.Contenders.Typed;

internal sealed class TypedConnection(FeedClient client) : IStreamingConnection
{
    // Pooled in every contender, so that the test's own wrapper does not count as an allocation of theirs.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        Echoed line = await client.EchoAsync(new Echo(Sample.Room, Sample.User, Sample.Text, Sample.At, seq));
        return line.Seq == seq && Sample.Matches(line.Room, line.User, line.Text, line.At);
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => shape switch
    {
        MessageShape.Line => client.SendPostAsync(new Post(Sample.Room, Sample.User, Sample.Text, Sample.At, seq)),
        MessageShape.Document => client.SendPostDocumentAsync(new PostDocument(Sample.LongText, seq)),
        MessageShape.Tick => client.SendPostTickAsync(new PostTick(Sample.Symbol, Prices.BidOf(seq), Prices.AskOf(seq), Prices.LastOf(seq))),
        _ => throw new UnreachableException(),
    };

    public Task<int> DownloadAsync(int count) => TypedStream.CheckAsync(client.DownloadAsync(new Download(count)));

    public async Task<int> UploadAsync(int count) => (await client.UploadAsync(new Upload(), TypedStream.Of(count))).Count;

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
