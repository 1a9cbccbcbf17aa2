using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// One client's conversation from its first message to its last: runs the peer, tells the handler when it begins and ends, and closes it when the
/// server stops.
/// Used by one request, once.
/// </summary>
internal sealed partial class ServerConversation(ServerSession session, SessionBinding binding, Peer peer, ServerShutdown shutdown, ILogger logger)
{
    /// <summary>Talks over <paramref name="connection"/> until either side ends it.</summary>
    /// <returns>How it ended: once the connection has, every handler has returned, and the handler knows of it. Never faults.</returns>
    public async Task<WsClosed> RunAsync(WsConnection connection)
    {
        LogBegan(session.Id, session.Format);
        WsClosed closed;
        peer.Attach(connection, OnConnectedAsync);

        // Both run at once where their event has come already; the session has ended everywhere before Completion completes.
        using (peer.Disconnected.UnsafeRegister(static state => ((ServerSession)state!).End(), session))
        using (shutdown.Stopping.UnsafeRegister(static state => ((ServerConversation)state!).BeginShutdown(), this))
            closed = await peer.Completion.ConfigureAwait(false);

        await OnDisconnectedAsync(closed).ConfigureAwait(false);
        LogEnded(session.Id, (int)closed.Code, closed.Reason, session.MissedMessages);
        return closed;
    }

    private ValueTask OnConnectedAsync(CancellationToken cancellationToken)
    {
        session.Begin();
        return binding.OnConnectedAsync(cancellationToken);
    }

    private async Task OnDisconnectedAsync(WsClosed closed)
    {
        try
        {
            await binding.OnDisconnectedAsync(closed).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The application's code may throw anything, and nobody is left to tell but the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDisconnectedHookFailed(exception, session.Id);
        }
    }

    // Past the deadline the token makes the peer abort; how it ended is seen by RunAsync.
    private void BeginShutdown() => _ = peer.CloseAsync(WsCloseCode.GoingAway, "the server is shutting down", shutdown.Deadline);
}
