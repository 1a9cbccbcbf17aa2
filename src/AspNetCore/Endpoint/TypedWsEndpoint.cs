using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Admission;
using TypedWs.AspNetCore.Authorization;
using TypedWs.AspNetCore.Conversations;
using TypedWs.AspNetCore.Handshake;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.RateLimiting;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Endpoint;

/// <summary>
/// Turns a request into a conversation: judges the handshake, accepts it, and stays with it until the conversation is over. Immutable and thread-safe.
/// </summary>
internal sealed partial class TypedWsEndpoint
{
    private readonly string _pattern;
    private readonly IReadOnlyList<ServedProtocol> _protocols;
    private readonly string _names;
    private readonly PolicyGuard? _guard;
    private readonly IServiceScopeFactory _scopes;
    private readonly FrozenDictionary<ServedProtocol, HandlerScopes> _perMessage; // Where the handlers of those protocols come from whose messages have one each.
    private readonly ServerShutdown _shutdown;
    private readonly ConversationWatch _watch;
    private readonly TypedWsServerOptions _options;
    private readonly OriginRule _origins;
    private readonly ConnectionLimits _limits;
    private readonly ServerMetrics _metrics;
    private readonly FrozenDictionary<string, string> _protocolNames; // Of each message that is handled here, by its name.
    private readonly ProtocolHubs _hubs;
    private readonly Dictionary<ServedProtocol, GroupObservers?> _observers;
    private readonly ILogger _logger;
    private readonly ILogger _conversationLogger;
    private readonly ILogger _peerLogger;
    private readonly ILogger _throttleLogger;
    private readonly ILogger _connectionLogger;

    public TypedWsEndpoint(string pattern, IReadOnlyList<ServedProtocol> protocols, PolicyGuard? guard, IServiceProvider services)
    {
        _pattern = pattern;
        _protocols = protocols;
        _guard = guard;
        _names = ServedProtocols.Names(protocols);
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        _shutdown = services.GetRequiredService<ServerShutdown>();
        _watch = services.GetRequiredService<ConversationWatch>();
        _options = services.GetRequiredService<IOptions<TypedWsServerOptions>>().Value;
        _origins = new OriginRule(_options.AllowedOrigins);
        _limits = services.GetRequiredService<ConnectionLimits>();
        _metrics = services.GetRequiredService<ServerMetrics>();
        _protocolNames = protocols
            .SelectMany(static protocol => protocol.Descriptor.Messages.Where(static message => message.Sender == MessageSender.Client), static (protocol, message) => (protocol, message))
            .ToFrozenDictionary(static pair => pair.message.Name, static pair => pair.protocol.Descriptor.Name, StringComparer.Ordinal);
        _hubs = services.GetRequiredService<ProtocolHubs>();
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        _perMessage = protocols
            .Where(protocol => (protocol.Lifetime ?? _options.HandlerLifetime) == HandlerLifetime.PerMessage)
            .ToFrozenDictionary(static protocol => protocol, protocol => new HandlerScopes(_scopes, protocol, loggers.CreateLogger<HandlerScope>()));
        ServedProtocols.CheckPerMessage(_perMessage.Keys);
        _logger = loggers.CreateLogger("TypedWs.AspNetCore.Endpoint");
        _conversationLogger = loggers.CreateLogger<ServerConversation>();
        _peerLogger = loggers.CreateLogger<Peer>();
        _throttleLogger = loggers.CreateLogger<SessionThrottle>();
        _connectionLogger = loggers.CreateLogger<WsConnection>();
        ILogger observerLogger = loggers.CreateLogger<GroupObservers>();
        _observers = protocols.ToDictionary(
            static served => served,
            served => GroupObservers.Of(served.Protocol.GetGroupObservers(services), _options.MaxWaitingGroupChanges, observerLogger, _shutdown.Deadline));
    }

    /// <summary>Serves one request, until its conversation is over.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var handshake = ServerHandshake.Of(context);
        AdmittedConnection? admitted = null;
        return (Check(context, handshake) ?? _limits.TryEnter(UserTicket.UserIdOf(UserOf(context)), context.Connection.RemoteIpAddress, out admitted)) is { } refusal
            ? RefuseAsync(context, refusal)
            : ServeAsync(context, handshake, admitted!);
    }

    private Task RefuseAsync(HttpContext context, HandshakeRefusal refusal)
    {
        MetricsOf(context).HandshakeRefused(refusal.StatusCode, refusal.Reason, refusal.Limit);
        LogRefused(_logger, refusal.StatusCode, refusal.Message);
        return refusal.WriteAsync(context);
    }

    /// <summary>Who was authenticated; null for nobody. <see cref="HttpContext.User"/> would make a user without an identity, and keep it as long as the connection.</summary>
    private static ClaimsPrincipal? UserOf(HttpContext context) => context.Features.Get<IHttpAuthenticationFeature>()?.User;

    /// <summary>The route has what the groups of routes around the endpoint put before its pattern.</summary>
    private EndpointMetrics MetricsOf(HttpContext context)
        => _metrics.Of((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? _pattern, _protocolNames);

    /// <summary>Waits for hours: whatever is needed for a moment only stands in methods of their own, so that it is not kept as long.</summary>
    private async Task ServeAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted)
    {
        using (admitted)
        {
            if (await BeginAsync(context, handshake, admitted).ConfigureAwait(false) is not { } conversation)
                return;
            await using (conversation.ConfigureAwait(false))
                CutOff(context, await conversation.RunAsync().ConfigureAwait(false));
        }
    }

    /// <summary>Answers the handshake.</summary>
    /// <returns>The conversation, on its connection; null where it ended before it began, because the contracts do not fit.</returns>
    private async Task<ServerConversation?> BeginAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted)
    {
        var agreement = ContractAgreement.Of(context.Request, _protocols);
        var choice = SubprotocolChoice.From(context.Request);
        if (choice.Subprotocol is not null)
            context.Response.Headers.SecWebSocketProtocol = choice.Subprotocol;
        if (agreement.IsStated)
            context.Response.Headers[ContractHeader.Name] = Answer(agreement);
        if (ReadsTrailers(context))
            context.Response.Headers[ExtensionsHeader.Name] = ExtensionsHeader.Trace;

        if (agreement.Mismatch is not null)
        {
            await RefuseContractAsync(context, handshake, admitted, agreement.Mismatch).ConfigureAwait(false);
            return null;
        }

        // Before the handshake is accepted: what fails in a handler's constructor is still an answer of HTTP.
        HandlerLease lease = await HandlerLease.OpenAsync(_scopes, Leased(agreement.Protocols)).ConfigureAwait(false);
        try
        {
            ServerConversation conversation = CreateConversation(context, lease, choice.Format, agreement.Protocols);
            conversation.Connection = await OpenAsync(context, handshake, admitted).ConfigureAwait(false);
            return conversation;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client that finds nothing that fits is told what there is.</summary>
    private string Answer(ContractAgreement agreement)
    {
        if (agreement.Protocols is [var only])
            return ContractHeader.Format(only.Served.Descriptor);

        IEnumerable<ServedProtocol> answered = agreement.Mismatch is null ? agreement.Protocols.Select(static agreed => agreed.Served) : _protocols;
        return string.Join(", ", answered.Select(static served => ContractHeader.Format(served.Descriptor)));
    }

    /// <summary>Those whose handler lives as long as the conversation.</summary>
    private List<ServedProtocol> Leased(IReadOnlyList<AgreedProtocol> protocols)
    {
        var leased = new List<ServedProtocol>(protocols.Count);
        for (int i = 0; i < protocols.Count; i++)
        {
            if (!_perMessage.ContainsKey(protocols[i].Served))
                leased.Add(protocols[i].Served);
        }

        return leased;
    }

    private HandshakeRefusal? Check(HttpContext context, ServerHandshake handshake)
    {
        if (_shutdown.Stopping.IsCancellationRequested)
            return new HandshakeRefusal(StatusCodes.Status503ServiceUnavailable, "stopping", "The server is shutting down. Connect again in a moment.");

        return _origins.Check(context.Request) ?? handshake.Check(context);
    }

    private async Task RefuseContractAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted, string reason)
    {
        LogContractMismatch(_logger, _names);
        WsConnection connection = await OpenAsync(context, handshake, admitted).ConfigureAwait(false);
        MetricsOf(context).HandshakeRefused(context.Response.StatusCode, "contract");
        await using (connection.ConfigureAwait(false))
            CutOff(context, await RefusedConversation.RunAsync(connection, TypedWsCloseCodes.ContractMismatch, reason).ConfigureAwait(false));
    }

    private ServerConversation CreateConversation(HttpContext context, HandlerLease lease, WireFormat format, IReadOnlyList<AgreedProtocol> protocols)
    {
        var ticket = new UserTicket(UserOf(context)?.Clone(), ExpiryOf(context), _options.Conversation.TimeProvider, _options.CloseOnTicketExpiry);
        var client = new ServerClient(ticket, format, _options.Conversation.TimeProvider.GetUtcNow(), context.Connection.RemoteIpAddress);

        // What it throws is an answer of HTTP, too.
        _options.ConfigureFeatures?.Invoke(context, client.Features);
        var sessions = new ServerSession[protocols.Count];
        var bindings = new SessionBinding[protocols.Count];
        var methods = new MethodBinding[protocols.Count];
        for (int i = 0; i < sessions.Length; i++)
        {
            ServedProtocol served = protocols[i].Served;
            sessions[i] = new ServerSession(_hubs.Get(served.Descriptor), client, _observers[served]);
            bindings[i] = Bind(served, sessions[i], lease);
            methods[i] = bindings[i].Methods;
        }

        var peer = new Peer(_options.Conversation, format, methods, _peerLogger)
        {
            Guard = _guard,
            Throttle = CreateThrottle(bindings[0].Session),
            IsTraceNegotiated = ReadsTrailers(context),
            SlowBufferSize = _options.SlowBufferSize,
            Endpoint = MetricsOf(context).Measured,
        };
        for (int i = 0; i < sessions.Length; i++)
            sessions[i].Bind(bindings[i], peer);
        LogOtherFingerprints(client, protocols);
        return new ServerConversation(client, lease, sessions, bindings, peer, _shutdown, _watch, _conversationLogger);
    }

    private static DateTimeOffset? ExpiryOf(HttpContext context)
        => UserOf(context) is null && context.Features.Get<IAuthenticateResultFeature>() is null ? null : TicketExpiry.Of(context);

    private SessionBinding Bind(ServedProtocol served, ServerSession session, HandlerLease lease)
        => _perMessage.TryGetValue(served, out HandlerScopes? scopes) ? served.Protocol.BindPerMessage(session, scopes) : served.Protocol.Bind(session, lease.HandlerOf(served));

    private SessionThrottle? CreateThrottle(TypedWsSession session)
        => _options is { MessageRateLimiter: null, ByteRateLimiter: null }
            ? null
            : new SessionThrottle(session, _options.MessageRateLimiter, _options.ByteRateLimiter, _options.RateLimitExceeded, _throttleLogger);

    private bool ReadsTrailers(HttpContext context)
        => _options.Conversation.PropagateTraceContext && ExtensionsHeader.Names(context.Request.Headers[ExtensionsHeader.Name], ExtensionsHeader.Trace);

    private void LogOtherFingerprints(ServerClient client, IReadOnlyList<AgreedProtocol> protocols)
    {
        for (int i = 0; i < protocols.Count; i++)
        {
            ProtocolDescriptor protocol = protocols[i].Served.Descriptor;
            if (protocols[i].OtherFingerprint is not null)
                LogOtherFingerprint(_logger, client.Id, protocol.Name, protocol.Version, protocol.Fingerprint);
        }
    }

    /// <summary>
    /// Without a closing handshake the client may have stopped reading, and the server would wait for it to take what is still buffered.
    /// </summary>
    private static void CutOff(HttpContext context, WsClosed closed)
    {
        if (!closed.Clean)
            context.Abort();
    }

    private async ValueTask<WsConnection> OpenAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted)
    {
        WsCompressionAgreement? compression = _options.Connection.Compression is { } wanted
            ? WsServerHandshake.SelectCompression(context.Request.Headers.SecWebSocketExtensions, wanted)
            : null;
        if (compression is not null)
            context.Response.Headers.SecWebSocketExtensions = compression.HeaderValue;

        Stream stream = await handshake.AcceptAsync(context).ConfigureAwait(false);
        EndpointMetrics metrics = MetricsOf(context);
        admitted.Open(metrics);
        return new WsConnection(stream, WsRole.Server, _options.Connection, _connectionLogger, compression) { Route = metrics.Route };
    }
}
