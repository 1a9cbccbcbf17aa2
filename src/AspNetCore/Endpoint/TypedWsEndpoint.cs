using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Conversations;
using TypedWs.AspNetCore.Handshake;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Endpoint;

/// <summary>
/// Turns a request into a conversation: judges the handshake, accepts it, and stays with it until the conversation is over. Immutable and
/// thread-safe.
/// </summary>
internal sealed partial class TypedWsEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>
    where THandler : class, IServerHandler
{
    private readonly IServiceScopeFactory _scopes;
    private readonly ServerShutdown _shutdown;
    private readonly TypedWsServerOptions _options;
    private readonly ProtocolDescriptor _protocol = THandler.Protocol.Descriptor;
    private readonly OriginRule _origins;
    private readonly ProtocolHub _hub;
    private readonly ILogger _logger;
    private readonly ILogger _conversationLogger;
    private readonly ILogger _peerLogger;
    private readonly ILogger _connectionLogger;

    public TypedWsEndpoint(
        IServiceScopeFactory scopes,
        ServerShutdown shutdown,
        IOptions<TypedWsServerOptions> options,
        ProtocolHubs hubs,
        ILoggerFactory loggers)
    {
        _scopes = scopes;
        _shutdown = shutdown;
        _options = options.Value;
        _origins = new OriginRule(_options.AllowedOrigins);
        _hub = hubs.Get(_protocol);
        _logger = loggers.CreateLogger("TypedWs.AspNetCore.Endpoint");
        _conversationLogger = loggers.CreateLogger<ServerConversation>();
        _peerLogger = loggers.CreateLogger<Peer>();
        _connectionLogger = loggers.CreateLogger<WsConnection>();
    }

    /// <summary>Serves one request, until its conversation is over.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var handshake = ServerHandshake.Of(context);
        if (Check(context, handshake) is { } refusal)
        {
            LogRefused(_logger, refusal.StatusCode, refusal.Message);
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var agreement = ContractAgreement.Of(context.Request, _protocol);
        var choice = SubprotocolChoice.From(context.Request);
        if (choice.Subprotocol is not null)
            context.Response.Headers.SecWebSocketProtocol = choice.Subprotocol;
        if (agreement.IsStated)
            context.Response.Headers[ContractHeader.Name] = ContractHeader.Format(_protocol);
        if (ReadsTrailers(context))
            context.Response.Headers[ExtensionsHeader.Name] = ExtensionsHeader.Trace;

        if (agreement.Mismatch is not null)
            await RefuseContractAsync(context, handshake, agreement.Mismatch).ConfigureAwait(false);
        else
            await ConverseAsync(context, handshake, choice.Format, agreement.OtherFingerprint).ConfigureAwait(false);
    }

    private HandshakeRefusal? Check(HttpContext context, ServerHandshake handshake)
    {
        if (_shutdown.Stopping.IsCancellationRequested)
            return new HandshakeRefusal(StatusCodes.Status503ServiceUnavailable, "The server is shutting down. Connect again in a moment.");

        return _origins.Check(context.Request) ?? handshake.Check(context);
    }

    private async Task RefuseContractAsync(HttpContext context, ServerHandshake handshake, string reason)
    {
        LogContractMismatch(_logger, _protocol.Name, _protocol.Version);
        WsConnection connection = await OpenAsync(context, handshake).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            CutOff(context, await RefusedConversation.RunAsync(connection, TypedWsCloseCodes.ContractMismatch, reason).ConfigureAwait(false));
    }

    private async Task ConverseAsync(HttpContext context, ServerHandshake handshake, WireFormat format, string? otherFingerprint)
    {
        // Before the handshake is accepted: what fails in the handler's constructor is still an answer of HTTP.
        HandlerLease<THandler> lease = await HandlerLease<THandler>.OpenAsync(_scopes).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            var session = new ServerSession(_hub, context.User.Clone(), format, _options.Conversation.TimeProvider.GetUtcNow());
            SessionBinding binding = THandler.Protocol.Bind(session, lease.Handler);
            var peer = new Peer(_options.Conversation, format, [binding.Methods], _peerLogger) { IsTraceNegotiated = ReadsTrailers(context) };
            session.Bind(binding.Session, peer);
            if (otherFingerprint is not null)
                LogOtherFingerprint(_logger, session.Id, _protocol.Name, _protocol.Version, _protocol.Fingerprint);

            WsConnection connection = await OpenAsync(context, handshake).ConfigureAwait(false);
            var conversation = new ServerConversation(session, binding, peer, _shutdown, _conversationLogger);
            await using (connection.ConfigureAwait(false))
                CutOff(context, await conversation.RunAsync(connection).ConfigureAwait(false));
        }
    }

    private bool ReadsTrailers(HttpContext context)
        => _options.Conversation.PropagateTraceContext && ExtensionsHeader.Names(context.Request.Headers[ExtensionsHeader.Name], ExtensionsHeader.Trace);

    /// <summary>
    /// Without a closing handshake the client may have stopped reading, and the server would wait for it to take what is still buffered.
    /// </summary>
    private static void CutOff(HttpContext context, WsClosed closed)
    {
        if (!closed.Clean)
            context.Abort();
    }

    private async ValueTask<WsConnection> OpenAsync(HttpContext context, ServerHandshake handshake)
    {
        WsCompressionAgreement? compression = _options.Connection.Compression is { } wanted
            ? WsServerHandshake.SelectCompression(context.Request.Headers.SecWebSocketExtensions, wanted)
            : null;
        if (compression is not null)
            context.Response.Headers.SecWebSocketExtensions = compression.HeaderValue;

        Stream stream = await handshake.AcceptAsync(context).ConfigureAwait(false);
        return new WsConnection(stream, WsRole.Server, _options.Connection, _connectionLogger, compression);
    }
}
