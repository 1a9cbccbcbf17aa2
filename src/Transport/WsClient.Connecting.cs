namespace TypedWs.Transport;

// What the loop asks for, and what connections tell.
public sealed partial class WsClient
{
    /// <summary>Keeps the loop's view of the client out of its public surface.</summary>
    private sealed class Target(WsClient client) : IWsReconnectTarget, ISendBufferOwner
    {
        // Of the loop's run: from the handshake to the connection that it led to.
        private WsHandshakeResult? _handshake;

        public async ValueTask<WsConnection> OpenAsync(CancellationToken cancellationToken)
        {
            client._buffer.Accept();
            WsHandshakeResult handshake = await WsClientHandshake.ConnectAsync(
                client._options.Handshake, () => client.Tell(static handler => handler.OnTcpConnected()), cancellationToken).ConfigureAwait(false);
            try
            {
                var connection = new WsConnection(handshake.Stream, WsRole.Client, client._options.Connection, client._logger, handshake.Compression);
                _handshake = handshake;
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
            client._connection = connection;
            client.Tell(static (handler, handshake) => handler.OnOpened(handshake), _handshake!);
            _handshake = null;
            client._buffer.Opened(connection);
            // Somebody may have closed it already, or a first write failed. It ends as any other: before the loop goes on.
            connection.StartOrEnd(new Receiver(client, connection));
        }

        public void OnAttemptFailed(WsException exception) => client.Tell(static (handler, error) => handler.OnError(error), exception);

        public void OnReconnecting(WsReconnectAttempt attempt)
        {
            client._buffer.Accept();
            client.Tell(static (handler, next) => handler.OnReconnecting(next), attempt);
        }

        public void OnEnded(Exception? exception) => client._buffer.Refuse(Refusal(exception));

        public void OnFull() => client.Tell(static handler => handler.OnSendBufferFull());

        public void OnThrownAway(int count, WsException refusal) => client.LogThrownAway(count, refusal.Message);

        public void OnDrained() => client.Tell(static handler => handler.OnSendBufferDrained());
    }

    /// <summary>Takes what one connection reads.</summary>
    private sealed class Receiver(WsClient client, WsConnection connection) : IWsReceiver
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => client._handler.OnMessageAsync(type, payload);

        public void OnClosed(WsClosed closed)
        {
            client._connection = null;
            client._buffer.Closed(connection);
            client.Tell(static (handler, how) => handler.OnClosed(how), closed);
        }
    }
}
