using System.ComponentModel;
using System.Security.Claims;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Testing;

/// <summary>
/// Sessions for unit tests of what sends to them, such as a server's handler: without a server. Each is a real one with a real client at its other end, in memory, and
/// what the code under test sends to sessions and audiences is recorded first. The base of the generated <c>RecordingChatSessions</c>. Thread-safe.
/// </summary>
/// <remarks>Nobody calls the handler under test but the test: neither its handlers nor its <see cref="ISessionLifetime{TSession}"/>.</remarks>
/// <typeparam name="TProtocol">The protocol.</typeparam>
/// <typeparam name="TSessions">The generated sessions.</typeparam>
/// <typeparam name="TSession">The generated session.</typeparam>
public abstract class RecordingSessions<TProtocol, TSessions, TSession> : IAsyncDisposable
    where TProtocol : IProtocol
    where TSessions : TypedWsSessions<TSession>
    where TSession : TypedWsSession
{
    private readonly Lock _gate = new();
    private readonly List<IAsyncDisposable> _ends = []; // Guarded by the gate: both ends of every session.
    private readonly TimeProvider _time;
    private readonly RecordingHub _hub;

    /// <summary>For generated code.</summary>
    /// <param name="timeProvider">The clock of time-outs; the system's when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RecordingSessions(TimeProvider? timeProvider)
    {
        _time = timeProvider ?? TimeProvider.System;
        _hub = new RecordingHub(GetType().Name, _time);
        var services = new SessionsOf(_hub);
        TProtocol.Register(services);
        Sessions = services.Sessions!;
    }

    /// <summary>What the code under test would have injected: the sessions that are connected.</summary>
    public TSessions Sessions { get; }

    /// <summary>
    /// What was sent by now, in order, to whom: a snapshot. A message is here before the call that sends it returns, a request for a stream once it is enumerated.
    /// </summary>
    public IReadOnlyList<SentMessage> Sent => _hub.Sent.Entries;

    /// <summary>How long <see cref="NextSentAsync"/> waits, by the system's clock. Default 10 seconds; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan NextTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes the first message sent that was not taken before, or waits for it: for code that sends after its caller has gone on.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, and whom it was sent to.</returns>
    /// <exception cref="TimeoutException">None was sent within <see cref="NextTimeout"/>.</exception>
    public Task<SentMessage> NextSentAsync(CancellationToken cancellationToken = default)
        => _hub.Sent.TakeAsync(static _ => true, "message", NextTimeout, cancellationToken);

    /// <summary>Ends all sessions.</summary>
    /// <returns>A task.</returns>
    public async ValueTask DisposeAsync()
    {
        IAsyncDisposable[] ends;
        lock (_gate)
        {
            ends = [.. _ends];
            _ends.Clear();
        }

        foreach (IAsyncDisposable end in ends)
            await end.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>For generated code: a user with nothing but a name identifier.</summary>
    /// <param name="userId">The name identifier; null for nobody.</param>
    /// <returns>The user.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ClaimsPrincipal CreateUser(string? userId)
        => new(userId is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId)], "test"));

    /// <summary>For generated code: connects a client.</summary>
    /// <typeparam name="THandler">The double of the server's handler.</typeparam>
    /// <param name="handler">Handles what the client sends, if it does.</param>
    /// <param name="createClient">Makes the client.</param>
    /// <param name="user">Who it is.</param>
    /// <param name="format">What both sides write.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The session.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async Task<TSession> ConnectAsync<THandler>(
        THandler handler,
        Func<TypedWsClientOptions, TypedWsClient> createClient,
        ClaimsPrincipal user,
        WireFormat format,
        CancellationToken cancellationToken)
        where THandler : class, IServerHandler
    {
        ArgumentNullException.ThrowIfNull(createClient);
        ArgumentNullException.ThrowIfNull(user);
        var link = new TestLink(_time);
        RecordingSession session = _hub.Create(user, format);
        SessionBinding binding = THandler.Protocol.Bind(session, handler);
        var conversation = new PeerOptions { TimeProvider = _time };
        conversation.Interceptors.Add(new SendInterceptor(_hub));
        var peer = new Peer(conversation, format, [binding.Methods], NullLogger.Instance);
        session.Bind(binding.Session, peer);

        TypedWsClient client = createClient(CreateOptions(link, format));
        var connection = new WsConnection(link.ServerEnd, WsRole.Server, new WsConnectionOptions { TimeProvider = _time, PingInterval = Timeout.InfiniteTimeSpan });
        lock (_gate)
            _ends.AddRange([client, connection]);
        peer.Attach(connection);
        await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        _hub.Add(session);
        return (TSession)binding.Session;
    }

    /// <summary>The handshake is skipped: the server agrees with everything.</summary>
    private TypedWsClientOptions CreateOptions(TestLink link, WireFormat format)
    {
        var options = new TypedWsClientOptions
        {
            Uri = new Uri("ws://in-memory/"),
            Format = format,
            Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, link.ClientEnd, Subprotocols.Of(format))),
        };
        options.Connection.TimeProvider = _time;
        options.Connection.PingInterval = Timeout.InfiniteTimeSpan;
        options.Conversation.TimeProvider = _time;
        options.Reconnect.Policy = WsReconnectPolicy.None;
        return options;
    }

    /// <summary>Takes from a protocol what a host would register.</summary>
    private sealed class SessionsOf(SessionHub hub) : IProtocolServices
    {
        public TSessions? Sessions { get; private set; }

        public void AddSessions<T>(ProtocolDescriptor protocol, Func<SessionHub, T> create)
            where T : class
            => Sessions = create(hub) as TSessions;
    }
}
