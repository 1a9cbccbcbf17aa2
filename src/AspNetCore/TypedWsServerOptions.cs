using System.Threading.RateLimiting;
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
    /// What happens to a member of an audience that does not read fast enough. Default <see cref="SlowAudienceMember.Disconnect"/>.
    /// </summary>
    public SlowAudienceMember SlowAudienceMembers { get; set; } = SlowAudienceMember.Disconnect;

    /// <summary>
    /// Bounds the messages that clients send, by session, user, address or whatever it partitions them by; null for no bound, which is the default. It is asked for a permit
    /// for each one-way message and request as it arrives, in a batch too, and never waits; the protocol's own messages (<c>$/…</c>) and answers are not counted. Of an
    /// endpoint with several protocols, it gets the session in the first that the client has. It is the application's to dispose of, and must be thread-safe.
    /// </summary>
    public PartitionedRateLimiter<TypedWsSession>? MessageRateLimiter { get; set; }

    /// <summary>What happens to messages that get no permit. Default <see cref="AspNetCore.RateLimitExceeded.Refuse"/>.</summary>
    public RateLimitExceeded RateLimitExceeded { get; set; } = RateLimitExceeded.Refuse;

    /// <summary>
    /// Whether a session closes with <see cref="TypedWsCloseCodes.TicketExpired"/> when its user's authentication expires: the ticket of a cookie or a token, or the
    /// <c>exp</c> claim, as the handshake had them, unless <see cref="TypedWsSession.RenewUser"/> has been called meanwhile. Default true.
    /// </summary>
    public bool CloseOnTicketExpiry { get; set; } = true;

    /// <summary>
    /// Origins whose pages may connect beside the server's own, such as <c>https://example.org</c>; <c>*</c> for any. Default none: a page of another origin is
    /// refused with 403, because browsers send cookies with the handshake of any page. A page is the server's own when its origin has the host and port of the
    /// request's <c>Host</c>; name yours where a proxy changes that. Requests without an <c>Origin</c> header do not come from a page and pass.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
