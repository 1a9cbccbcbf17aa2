using System.Collections.ObjectModel;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

// What the reconnect loop asks for: a handshake, and a conversation on the connection that came of it.
public abstract partial class TypedWsClient
{
    // By name: CreateLogger<T> would make an object around the logger for each connection.
    private static readonly string PeerCategory = typeof(Peer).FullName!;
    private static readonly string ConnectionCategory = typeof(WsConnection).FullName!;

    private async ValueTask<WsHandshakeResult> HandshakeAsync(CancellationToken cancellationToken)
    {
        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(CreateHandshake(), cancellationToken).ConfigureAwait(false);
        if (result.Subprotocol is null && _options.Format == WireFormat.MessagePack)
        {
            await result.Stream.DisposeAsync().ConfigureAwait(false);
            throw WsHandshakeException.NotAccepted(
                result,
                $"The server did not select the subprotocol {Subprotocols.MessagePack}: it does not speak MessagePack-RPC. Use WireFormat.Json for a plain JSON-RPC 2.0 server.");
        }

        return result;
    }

    private WsHandshakeOptions CreateHandshake()
    {
        var handshake = new WsHandshakeOptions
        {
            Uri = _options.Uri,
            ConnectTimeout = _options.ConnectTimeout,
            PrepareHeaders = _options.PrepareHeaders,
            Cookies = _options.Cookies,
            Proxy = _options.Proxy,
            MaxRedirects = _options.MaxRedirects,
            TcpConnected = _options.TcpConnected,
            ConfigureHandler = _options.ConfigureHandler,
            Connector = _options.Connector,
            Compression = _options.ConnectionInForce.Compression,
            TimeProvider = _options.ConnectionInForce.TimeProvider,
        };
        if (_options.ChangedTls is { } tls)
            handshake.Tls = tls;
        foreach ((string name, string value) in _options.AddedHeaders ?? ReadOnlyDictionary<string, string>.Empty)
            handshake.Headers[name] = value;
        handshake.Headers[ContractHeader.Name] = ContractHeader.Format(Protocol);
        if (_options.ConversationInForce.PropagateTraceContext)
            handshake.Headers[ExtensionsHeader.Name] = ExtensionsHeader.Trace;
        handshake.Subprotocols.Add(Subprotocols.Of(_options.Format));
        return handshake;
    }

    /// <summary>Keeps the loop's view of the client out of its public surface.</summary>
    private sealed class Target(TypedWsClient client) : IWsReconnectTarget
    {
        // All of the loop's run: what OpenAsync made, until Attach, and the connection whose end is still to be told.
        private Conversation? _next;
        private WsConnection? _attached;

        public async ValueTask<WsConnection> OpenAsync(CancellationToken cancellationToken)
        {
            TellDisconnected();
            client._outbox?.Expect();
            TypedWsClientOptions options = client._options;

            // First: options that are refused are refused before anybody is called.
            var peer = new Peer(options.ConversationInForce, options.Format, [client.CreateBinding()], options.LoggerFactory.CreateLogger(PeerCategory))
            {
                OnReceived = client._interceptors,
                OnSending = null,
            };
            WsHandshakeResult handshake = await client.HandshakeAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var connection = new WsConnection(handshake.Stream, WsRole.Client, options.ConnectionInForce, options.LoggerFactory.CreateLogger(ConnectionCategory), handshake.Compression);
                peer.Server = options.Uri;
                peer.IsTraceNegotiated = ExtensionsHeader.Names(handshake.Headers.GetValueOrDefault(ExtensionsHeader.Name), ExtensionsHeader.Trace);
                _next = new Conversation(peer, handshake);
                return connection;
            }
            catch
            {
                await handshake.Stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        public void Attach(WsConnection connection)
        {
            _attached = connection;
            ClientLog.WarnOnOtherFingerprint(client._logger, client.Protocol, _next!.Handshake);

            // In this order: a message that arrives at once finds the conversation in place.
            Peer peer = _next.Peer;
            client._conversation = _next;
            client._outbox?.Attached(peer);
            Func<CancellationToken, ValueTask>? connected = client.Connected;
            peer.Attach(connection, connected is null ? null : token => client.SetUpAsync(peer, connected, token));
            if (connected is null)
                client._outbox?.Opened(peer);
            _next = null;
        }

        public void OnAttemptFailed(WsException exception) => ClientLog.AttemptFailed(client._logger, exception);

        public void OnReconnecting(WsReconnectAttempt attempt)
        {
            TellDisconnected();
            client._outbox?.Expect();
            ClientLog.Reconnecting(client._logger, attempt.Delay, attempt.Number);
            Tell(client.Reconnecting, attempt);
        }

        public void OnEnded(Exception? exception)
        {
            TellDisconnected();
            if (exception is not null)
                ClientLog.GaveUp(client._logger, exception.Message);

            // Unless somebody has asked for a connection again by now.
            if (client.State != TypedWsClientState.Connecting)
                client.RefuseSends(exception);
        }

        /// <summary>Here and not at the end itself: the loop's run keeps it before whatever comes of the next attempt.</summary>
        private void TellDisconnected()
        {
            if (_attached is not { } ended)
                return;

            _attached = null;
            Tell(client.Disconnected, ended.Completion.Result);
        }

        private void Tell<T>(Action<T>? hook, T argument)
        {
            try
            {
                hook?.Invoke(argument);
            }
#pragma warning disable CA1031 // a hook is foreign code, and must not end the attempts to connect
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ClientLog.HookFailed(client._logger, exception);
            }
        }
    }
}
