using Microsoft.AspNetCore.Http;
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
    private readonly IReadOnlyList<ServedProtocol> _protocols;
    private readonly string _names;
    private readonly PolicyGuard? _guard;
    private readonly IServiceScopeFactory _scopes;
    private readonly ServerShutdown _shutdown;
    private readonly ConversationWatch _watch;
    private readonly TypedWsServerOptions _options;
    private readonly OriginRule _origins;
    private readonly ConnectionLimits _limits;
    private readonly ServerMetrics _metrics;
    private readonly ProtocolHubs _hubs;
    private readonly ILogger _logger;
    private readonly ILogger _conversationLogger;
    private readonly ILogger _peerLogger;
    private readonly ILogger _throttleLogger;
    private readonly ILogger _connectionLogger;

    public TypedWsEndpoint(IReadOnlyList<ServedProtocol> protocols, PolicyGuard? guard, IServiceProvider services)
    {
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
        _hubs = services.GetRequiredService<ProtocolHubs>();
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        _logger = loggers.CreateLogger("TypedWs.AspNetCore.Endpoint");
        _conversationLogger = loggers.CreateLogger<ServerConversation>();
        _peerLogger = loggers.CreateLogger<Peer>();
        _throttleLogger = loggers.CreateLogger<SessionThrottle>();
        _connectionLogger = loggers.CreateLogger<WsConnection>();
    }

    /// <summary>Serves one request, until its conversation is over.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var handshake = ServerHandshake.Of(context);
        AdmittedConnection? admitted = null;
        if ((Check(context, handshake) ?? _limits.TryEnter(UserTicket.UserIdOf(context.User), context.Connection.RemoteIpAddress, out admitted)) is { } refusal)
        {
            _metrics.HandshakeRefused(refusal.StatusCode, refusal.Limit);
            LogRefused(_logger, refusal.StatusCode, refusal.Message);
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        using (admitted)
            await ServeAsync(context, handshake, admitted!).ConfigureAwait(false);
    }

    private async Task ServeAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted)
    {
        var agreement = ContractAgreement.Of(context.Request, _protocols);
        var choice = SubprotocolChoice.From(context.Request);
        if (choice.Subprotocol is not null)
            context.Response.Headers.SecWebSocketProtocol = choice.Subprotocol;
        if (agreement.IsStated)
            context.Response.Headers[ContractHeader.Name] = string.Join(", ", Answered(agreement).Select(static served => ContractHeader.Format(served.Descriptor)));
        if (ReadsTrailers(context))
            context.Response.Headers[ExtensionsHeader.Name] = ExtensionsHeader.Trace;

        if (agreement.Mismatch is not null)
            await RefuseContractAsync(context, handshake, admitted, agreement.Mismatch).ConfigureAwait(false);
        else
            await ConverseAsync(context, handshake, admitted, choice.Format, agreement.Protocols).ConfigureAwait(false);
    }

    /// <summary>A client that finds nothing that fits is told what there is.</summary>
    private IEnumerable<ServedProtocol> Answered(ContractAgreement agreement)
        => agreement.Mismatch is null ? agreement.Protocols.Select(static agreed => agreed.Served) : _protocols;

    private HandshakeRefusal? Check(HttpContext context, ServerHandshake handshake)
    {
        if (_shutdown.Stopping.IsCancellationRequested)
            return new HandshakeRefusal(StatusCodes.Status503ServiceUnavailable, "The server is shutting down. Connect again in a moment.");

        return _origins.Check(context.Request) ?? handshake.Check(context);
    }

    private async Task RefuseContractAsync(HttpContext context, ServerHandshake handshake, AdmittedConnection admitted, string reason)
    {
        LogContractMismatch(_logger, _names);
        WsConnection connection = await OpenAsync(context, handshake, admitted).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            CutOff(context, await RefusedConversation.RunAsync(connection, TypedWsCloseCodes.ContractMismatch, reason).ConfigureAwait(false));
    }

    private async Task ConverseAsync(
        HttpContext context,
        ServerHandshake handshake,
        AdmittedConnection admitted,
        WireFormat format,
        IReadOnlyList<AgreedProtocol> protocols)
    {
        // Before the handshake is accepted: what fails in a handler's constructor is still an answer of HTTP.
        HandlerLease lease = await HandlerLease.OpenAsync(_scopes, [.. protocols.Select(static agreed => agreed.Served)]).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            using var ticket = new UserTicket(context.User.Clone(), TicketExpiry.Of(context), _options.Conversation.TimeProvider, _options.CloseOnTicketExpiry);
            ServerConversation conversation = CreateConversation(context, ticket, lease, format, protocols);
            WsConnection connection = await OpenAsync(context, handshake, admitted).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                CutOff(context, await conversation.RunAsync(connection).ConfigureAwait(false));
        }
    }

    /// <summary>Apart from its caller, which waits for hours and would keep what is needed for a moment.</summary>
    private ServerConversation CreateConversation(HttpContext context, UserTicket ticket, HandlerLease lease, WireFormat format, IReadOnlyList<AgreedProtocol> protocols)
    {
        var client = new ServerClient(ticket, format, _options.Conversation.TimeProvider.GetUtcNow(), context.Connection.RemoteIpAddress);
        ServerSession[] sessions = [.. protocols.Select(agreed => new ServerSession(_hubs.Get(agreed.Served.Descriptor), client))];
        SessionBinding[] bindings = [.. protocols.Select((agreed, i) => agreed.Served.Protocol.Bind(sessions[i], lease.Handlers[i]))];
        var peer = new Peer(_options.Conversation, format, [.. bindings.Select(static binding => binding.Methods)], _peerLogger)
        {
            Guard = _guard,
            Throttle = CreateThrottle(bindings[0].Session),
            IsTraceNegotiated = ReadsTrailers(context),
            SlowBufferSize = _options.SlowBufferSize,
        };
        for (int i = 0; i < sessions.Length; i++)
            sessions[i].Bind(bindings[i], peer);
        LogOtherFingerprints(client, protocols);
        return new ServerConversation(client, sessions, bindings, peer, _shutdown, _watch, _conversationLogger);
    }

    private SessionThrottle? CreateThrottle(TypedWsSession session)
        => _options.MessageRateLimiter is { } limiter ? new SessionThrottle(session, limiter, _options.RateLimitExceeded, _throttleLogger) : null;

    private bool ReadsTrailers(HttpContext context)
        => _options.Conversation.PropagateTraceContext && ExtensionsHeader.Names(context.Request.Headers[ExtensionsHeader.Name], ExtensionsHeader.Trace);

    private void LogOtherFingerprints(ServerClient client, IReadOnlyList<AgreedProtocol> protocols)
    {
        foreach (AgreedProtocol agreed in protocols.Where(static agreed => agreed.OtherFingerprint is not null))
        {
            ProtocolDescriptor protocol = agreed.Served.Descriptor;
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
        admitted.Open();
        return new WsConnection(stream, WsRole.Server, _options.Connection, _connectionLogger, compression);
    }
}
