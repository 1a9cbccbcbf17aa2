using TypedWs;

namespace LoadTest.Contenders.Typed;

[Protocol("feed")]
public sealed partial class FeedProtocol;

[FromClient<FeedProtocol>]
public sealed record Echo(string Room, string User, string Text, DateTimeOffset At, long Seq) : IReturns<Echoed>;

public sealed record Echoed(string Room, string User, string Text, DateTimeOffset At, long Seq);

[FromClient<FeedProtocol>]
public sealed record Post(string Room, string User, string Text, DateTimeOffset At, long Seq);

[FromServer<FeedProtocol>]
public sealed record Pushed(string Room, string User, string Text, DateTimeOffset At, long Seq);

[FromClient<FeedProtocol>]
public sealed record PostDocument(string Text, long Seq);

[FromServer<FeedProtocol>]
public sealed record PushedDocument(string Text, long Seq);

[FromClient<FeedProtocol>]
public sealed record PostTick(string Symbol, double Bid, double Ask, double Last);

[FromServer<FeedProtocol>]
public sealed record PushedTick(string Symbol, double Bid, double Ask, double Last);

[FromClient<FeedProtocol>]
public sealed record Download(int Count) : IStreams<Item>;

[FromClient<FeedProtocol>]
public sealed record Upload : IAccepts<Item>, IReturns<Uploaded>;

public sealed record Item(string Room, string User, string Text, DateTimeOffset At, long Seq);

public sealed record Uploaded(int Count);
