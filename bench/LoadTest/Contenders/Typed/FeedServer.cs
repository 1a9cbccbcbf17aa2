using System.Diagnostics;
using LoadTest.Messages;
using LoadTest.Server;
using TypedWs;
using TypedWs.Transport;

namespace LoadTest.Contenders.Typed;

internal sealed class FeedServer(ServerState state) : IFeedServerHandler, ISessionLifetime<FeedSession>
{
    public ValueTask OnConnectedAsync(FeedSession session, CancellationToken cancellationToken)
    {
        state.Newest = new Connection(session);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Echoed> OnEchoAsync(Echo line, FeedSession session, CancellationToken cancellationToken)
        => ValueTask.FromResult(new Echoed(line.Room, line.User, line.Text, line.At, line.Seq));

    public ValueTask OnPostAsync(Post line, FeedSession session, CancellationToken cancellationToken)
    {
        state.Incoming.Take(line.Room, line.User, line.Text, line.At, line.Seq);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnPostDocumentAsync(PostDocument document, FeedSession session, CancellationToken cancellationToken)
    {
        state.Incoming.Take(document.Text, document.Seq);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnPostTickAsync(PostTick tick, FeedSession session, CancellationToken cancellationToken)
    {
        state.Incoming.Take(tick.Symbol, tick.Bid, tick.Ask, tick.Last);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<Item> OnDownloadAsync(Download request, FeedSession session, CancellationToken cancellationToken) => TypedStream.Of(request.Count);

    public async ValueTask<Uploaded> OnUploadAsync(Upload request, IAsyncEnumerable<Item> stream, FeedSession session, CancellationToken cancellationToken)
        => new(await TypedStream.CheckAsync(stream));

    public ValueTask OnDisconnectedAsync(FeedSession session, WsClosed closed) => ValueTask.CompletedTask;

    private sealed class Connection(FeedSession session) : IServerConnection
    {
        public ValueTask PushAsync(MessageShape shape, long seq) => shape switch
        {
            MessageShape.Line => session.SendPushedAsync(new Pushed(Sample.Room, Sample.User, Sample.Text, Sample.At, seq)),
            MessageShape.Document => session.SendPushedDocumentAsync(new PushedDocument(Sample.LongText, seq)),
            MessageShape.Tick => session.SendPushedTickAsync(new PushedTick(Sample.Symbol, Prices.BidOf(seq), Prices.AskOf(seq), Prices.LastOf(seq))),
            _ => throw new UnreachableException(),
        };
    }
}
