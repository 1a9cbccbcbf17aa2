using System.ComponentModel;
using System.Net;
using System.Security.Claims;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>
/// One connected client, seen from the server. The generated session of a protocol derives from it and adds the protocol's typed sends. Thread-safe.
/// </summary>
public abstract partial class TypedWsSession
{
    private readonly SessionContext _context;

    /// <summary>For generated code.</summary>
    /// <param name="context">What the host knows of the client.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsSession(SessionContext context) => _context = context;

    /// <summary>What the host knows of the client.</summary>
    internal SessionContext Context => _context;

    /// <summary>Identifies the session within its server; random.</summary>
    public string Id => _context.Id;

    /// <summary>
    /// Who is connected, as ASP.NET Core authenticated the handshake or as <see cref="RenewUser"/> was told since; without an identity where it did not.
    /// </summary>
    public ClaimsPrincipal User => _context.User;

    /// <summary>The name identifier claim of <see cref="User"/>, or null.</summary>
    public string? UserId => _context.UserId;

    /// <summary>Until when <see cref="User"/> is authenticated, or null where that does not end. The server may close the session then.</summary>
    public DateTimeOffset? UserExpiresAt => _context.UserExpiresAt;

    /// <summary>The format in which the server writes to this client.</summary>
    public WireFormat Format => _context.Format;

    /// <summary>When the handshake was done.</summary>
    public DateTimeOffset ConnectedAt => _context.ConnectedAt;

    /// <summary>
    /// The client's address, or null where the server knows none, such as over a Unix socket. Behind a proxy it is the proxy's, unless the application uses ASP.NET
    /// Core's forwarded headers.
    /// </summary>
    public IPAddress? RemoteAddress => _context.RemoteAddress;

    /// <summary>Whatever the application wants to keep with the session. A concurrent dictionary.</summary>
    public IDictionary<object, object?> Items => _context.Items;

    /// <summary>
    /// What the application knows about the connection, by type: what the server's <c>ConfigureFeatures</c> has copied from the handshake, and what was set since. The
    /// sessions of one connection share it.
    /// </summary>
    public SessionFeatures Features => _context.Features;

    /// <summary>The names of the groups that the session is in now; a snapshot, in no order. None once it has ended.</summary>
    public IReadOnlyCollection<string> Groups => _context.GetGroups();

    /// <summary>Fires when the session has ended.</summary>
    public CancellationToken Disconnected => _context.Disconnected;

    /// <summary>One-way messages that the client did not get so far, because it did not read fast enough (<see cref="WhenSlowAttribute"/>).</summary>
    public long DroppedMessages => _context.DroppedMessages;

    /// <summary>Adds the session to a group. It leaves by itself when it ends. Does nothing where it is a member, or has ended.</summary>
    /// <param name="group">The group's name; case-sensitive.</param>
    public void JoinGroup(string group) => _context.JoinGroup(group);

    /// <summary>Takes the session out of a group. Does nothing where it is no member.</summary>
    /// <param name="group">The group's name; case-sensitive.</param>
    public void LeaveGroup(string group) => _context.LeaveGroup(group);

    /// <summary>
    /// Gives the user new claims and a new end, without a new connection: for a message of the application's own with which a client hands in a new token. Validate the
    /// token first; nothing is checked here but that it is the same user. A session that has begun to close stays so.
    /// </summary>
    /// <param name="user">The user, with the name identifier that the session's has.</param>
    /// <param name="expiresAt">Until when the user is authenticated; null for as long as the session lasts.</param>
    /// <exception cref="ArgumentException"><paramref name="user"/> has another name identifier than <see cref="UserId"/>.</exception>
    public void RenewUser(ClaimsPrincipal user, DateTimeOffset? expiresAt) => _context.RenewUser(user, expiresAt);

    /// <summary>Flushes what was sent, then closes with the closing handshake.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Aborts the connection instead of waiting on.</param>
    /// <returns>How the connection ended.</returns>
    public Task<WsClosed> CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
        => _context.Peer.CloseAsync(code, reason, cancellationToken);

    /// <summary>Ends the connection at once, without the closing handshake.</summary>
    /// <param name="reason">Why; it is logged and handed to <see cref="ISessionLifetime{TSession}"/>.</param>
    public void Abort(string reason = "aborted by the application") => _context.Peer.Abort(reason);

    /// <summary>For generated code: sends a one-way message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room in the send buffer.</param>
    /// <returns>A task that is complete once the message is in the send buffer.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask SendAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => _context.Peer.SendForAsync(this, method, message, cancellationToken);

    /// <summary>For generated code: sends a request and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">Its reply.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken)
        => _context.Peer.RequestForAsync(this, method, message, _context.Peer.LimitOf(method), cancellationToken);

    /// <summary>For generated code: sends a request and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken)
        => _context.Peer.AcknowledgeForAsync(this, method, message, _context.Peer.LimitOf(method), cancellationToken);

    /// <summary>For generated code: sends a request that has a time-out of its own, and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">Its reply.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => _context.Peer.RequestForAsync(this, method, message, RequestLimit.OfCall(timeout), cancellationToken);

    /// <summary>For generated code: sends a request that has a time-out of its own, and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => _context.Peer.AcknowledgeForAsync(this, method, message, RequestLimit.OfCall(timeout), cancellationToken);

    /// <summary>For generated code: the members of a group.</summary>
    /// <param name="name">The group's name.</param>
    /// <returns>The audience.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected AudienceContext GetGroup(string name) => _context.GetGroup(name);
}
