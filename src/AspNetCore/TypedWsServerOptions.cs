using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore;

/// <summary>Settings of every conversation that this server hosts. Read when the first endpoint is mapped; later changes have no effect.</summary>
public sealed class TypedWsServerOptions
{
    /// <summary>Limits and times of a connection: message size, send buffer, pings.</summary>
    public WsConnectionOptions Connection { get; } = new();

    /// <summary>Limits and times of a conversation: time-outs, running handlers, queues.</summary>
    public PeerOptions Conversation { get; } = new();

    /// <summary>
    /// How long handlers live, and the dependency injection scopes that they come from; an endpoint may say otherwise
    /// (<see cref="TypedWsEndpointBuilder.Add{THandler}(AspNetCore.HandlerLifetime)"/>). Default <see cref="AspNetCore.HandlerLifetime.PerConversation"/>.
    /// </summary>
    public HandlerLifetime HandlerLifetime { get; set; } = HandlerLifetime.PerConversation;

    /// <summary>
    /// What becomes of a one-way message, to one session or to an audience, where the client does not read fast enough and the message's contract does not say
    /// (<see cref="WhenSlowAttribute"/>). <see cref="SlowPolicy.LatestOnly"/> keeps one message of each kind. Default <see cref="SlowPolicy.Wait"/>: a send to one session
    /// waits, and <see cref="SlowAudienceMembers"/> says what happens to a member of an audience.
    /// </summary>
    public SlowPolicy WhenSlow { get; set; } = SlowPolicy.Wait;

    /// <summary>
    /// Bytes of one-way messages that may wait for a client that does not read fast enough, in each connection beside its send buffer, because their policy is
    /// <see cref="SlowPolicy.DropOldest"/> or <see cref="SlowPolicy.LatestOnly"/>; one message may exceed it. Nothing is allocated before the first has to wait. Default
    /// 64 KiB.
    /// </summary>
    public int SlowBufferSize { get; set; } = 64 * 1024;

    /// <summary>
    /// What happens to a member of an audience that does not read fast enough, where the message's policy is <see cref="SlowPolicy.Wait"/>: an audience never waits. Default
    /// <see cref="SlowAudienceMember.Disconnect"/>.
    /// </summary>
    public SlowAudienceMember SlowAudienceMembers { get; set; } = SlowAudienceMember.Disconnect;

    /// <summary>
    /// Copies what the application needs later from the request of a handshake to <see cref="TypedWsSession.Features"/>, such as a header or a part of the query. Runs once
    /// for each handshake that is about to be accepted, before the session begins; an exception refuses it, as one in a handler's constructor does: ASP.NET Core logs it and
    /// answers 500. Do not keep the request or anything that belongs to it. Must be thread-safe. Default null: nothing is copied.
    /// </summary>
    public Action<HttpContext, SessionFeatures>? ConfigureFeatures { get; set; }

    /// <summary>
    /// How many joins and leaves of one session wait at most until an <see cref="IGroupObserver{TSession}"/> is told of them. A session whose client makes it join once more
    /// leaves all its groups, which the observers are still told, and closes with <see cref="TypedWsCloseCodes.ReceiveOverflow"/>. Nothing waits without observers. Default
    /// 10,000.
    /// </summary>
    public int MaxWaitingGroupChanges { get; set; } = 10_000;

    /// <summary>
    /// Bounds the messages that clients send, by session, user, address or whatever it partitions them by; null for no bound, which is the default. It is asked for a permit
    /// for each one-way message and request as it arrives, in a batch too, and never waits; the protocol's own messages (<c>$/…</c>) and answers are not counted. Of an
    /// endpoint with several protocols, it gets the session in the first that the client has. It is the application's to dispose of, and must be thread-safe.
    /// </summary>
    public PartitionedRateLimiter<TypedWsSession>? MessageRateLimiter { get; set; }

    /// <summary>
    /// Bounds the bytes that clients send, by session, user, address or whatever it partitions them by; null for no bound, which is the default. It is asked for as many
    /// permits as a message has bytes, without frames and after decompression, as it arrives, and never waits. Everything counts: answers, items of uploads and the
    /// protocol's own messages, too, though the latter are never refused. A message larger than the limiter ever permits is refused each time; its limit is best no
    /// less than <see cref="WsConnectionOptions.MaxMessageSize"/>. Otherwise as <see cref="MessageRateLimiter"/>, before which it is asked.
    /// </summary>
    public PartitionedRateLimiter<TypedWsSession>? ByteRateLimiter { get; set; }

    /// <summary>What happens to messages that get no permit. Default <see cref="AspNetCore.RateLimitExceeded.Refuse"/>.</summary>
    public RateLimitExceeded RateLimitExceeded { get; set; } = RateLimitExceeded.Refuse;

    /// <summary>
    /// Whether a session closes with <see cref="TypedWsCloseCodes.TicketExpired"/> when its user's authentication expires: the ticket of a cookie or a token, or the
    /// <c>exp</c> claim, as the handshake had them, unless <see cref="TypedWsSession.RenewUser"/> has been called meanwhile. Default true.
    /// </summary>
    public bool CloseOnTicketExpiry { get; set; } = true;

    /// <summary>
    /// The query's parameter in which a handshake may carry its bearer token, such as <c>access_token</c>, for clients that can send it neither in a header nor as a
    /// subprotocol: <see cref="Microsoft.AspNetCore.Http.TypedWsHttpRequestExtensions.GetTypedWsBearerToken"/> looks there last. Default null: nowhere in the query, because
    /// proxies and ASP.NET Core's own request logging keep addresses with their query.
    /// </summary>
    public string? QueryTokenParameter { get; set; }

    /// <summary>
    /// Origins whose pages may connect beside the server's own, such as <c>https://example.org</c>; <c>*</c> for any. Default none: a page of another origin is
    /// refused with 403, because browsers send cookies with the handshake of any page. A page is the server's own when its origin has the host and port of the
    /// request's <c>Host</c>; name yours where a proxy changes that. Requests without an <c>Origin</c> header do not come from a page and pass.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Connections that this server holds at most, at all its endpoints together, from the handshake to the end. Further handshakes are answered 503. Default null: any
    /// number.
    /// </summary>
    public int? MaxConnections { get; set; }

    /// <summary>
    /// Connections that one user, by the name identifier claim, has at most at this server. Further handshakes are answered 429. Those without a user are not counted.
    /// Default null: any number.
    /// </summary>
    public int? MaxConnectionsPerUser { get; set; }

    /// <summary>
    /// Connections that one address has at most at this server: an address of IPv4, or the first 64 bits of one of IPv6. Further handshakes are answered 429. Behind a
    /// proxy, all have the proxy's address unless the application uses <c>UseForwardedHeaders</c>. Default null: any number.
    /// </summary>
    public int? MaxConnectionsPerAddress { get; set; }

    /// <summary>
    /// Handshakes that are under way at once at most, between their arrival at the endpoint and the answer: while scopes are opened and handlers made. Further ones are
    /// answered 503. Default 1000; null for any number.
    /// </summary>
    public int? MaxConcurrentHandshakes { get; set; } = 1000;

    /// <summary>
    /// How long running handlers, and messages that wait for them, may take to finish when the application stops, before their connections close with 1001. Bounded by
    /// four fifths of the host's <c>ShutdownTimeout</c>, so that there is time to close. Default 10 seconds; zero closes at once, <see cref="Timeout.InfiniteTimeSpan"/>
    /// leaves it to the host.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection may be without a message in either direction, and without a running handler, before it is closed with 4408; to within a tenth, or ten
    /// seconds where that is less. Neither pings nor open streams in which nothing moves keep it. Default <see cref="Timeout.InfiniteTimeSpan"/>: for ever.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The age at which a connection is closed with 1001, after its client was told and its handlers were given <see cref="DrainTimeout"/> to finish; to each at most a
    /// tenth is added, at random, so that those that came at once do not come back at once. Clients of ours connect again: balanced anew, and authenticated anew.
    /// Default <see cref="Timeout.InfiniteTimeSpan"/>: any.
    /// </summary>
    public TimeSpan MaxConnectionAge { get; set; } = Timeout.InfiniteTimeSpan;
}
