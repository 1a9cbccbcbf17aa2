using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// One client's conversation from its first message to its last: runs the peer, tells the handlers when it begins and ends, and closes it when the server stops.
/// Used by one request, once.
/// </summary>
/// <param name="client">Who talks. Its ticket is disposed with the conversation.</param>
/// <param name="lease">The handlers that live as long as the conversation; disposed with it.</param>
/// <param name="sessions">Its session in each protocol.</param>
/// <param name="bindings">The handler of each session.</param>
/// <param name="peer">The conversation.</param>
/// <param name="shutdown">Says when the server stops.</param>
/// <param name="watch">Ends it when it is idle for too long, or too old.</param>
/// <param name="logger">Where it logs.</param>
internal sealed partial class ServerConversation(
    ServerClient client,
    HandlerLease lease,
    ServerSession[] sessions,
    SessionBinding[] bindings,
    Peer peer,
    ServerShutdown shutdown,
    ConversationWatch watch,
    ILogger logger) : IAsyncDisposable
{
    /// <summary>What the conversation goes over; set before <see cref="RunAsync"/>, and disposed with the conversation.</summary>
    public WsConnection? Connection { get; set; }

    /// <summary>Data messages in both directions. Any thread may ask.</summary>
    public ulong Messages => peer.MessagesSent + peer.MessagesReceived;

    /// <inheritdoc cref="Peer.IsQuiet"/>
    public bool IsQuiet => peer.IsQuiet;

    /// <summary>Closes a conversation in which nobody says anything. Any thread may call it, once connected.</summary>
    public void CloseIdle()
    {
        LogIdle(client.Id);
        _ = peer.CloseAsync(TypedWsCloseCodes.Idle, "nothing was sent or received for too long", shutdown.Deadline);
    }

    /// <summary>Lets a conversation that is too old end as if the server stopped. Any thread may call it, once connected.</summary>
    public void Retire()
    {
        LogRetired(client.Id);
        _ = RetireAsync();
    }

    /// <summary>Talks over <see cref="Connection"/> until either side ends it.</summary>
    /// <returns>How it ended: once the connection has, every handler has returned, and the handlers know of it. Never faults.</returns>
    public async Task<WsClosed> RunAsync()
    {
        // A conversation lives for hours: what happens in it is no part of the handshake's trace.
        Activity.Current = null;
        LogBegan(client.Id, client.Format);
        peer.Attach(Connection!, OnConnectedAsync);

        // Both run at once where their event has come already; the sessions have ended everywhere before Completion completes.
        using (peer.Disconnected.UnsafeRegister(static state => ((ServerConversation)state!).EndSessions(), this))
        using (shutdown.Stopping.UnsafeRegister(static state => ((ServerConversation)state!).BeginShutdown(), this))
            await peer.Completion.ConfigureAwait(false);
        return await EndAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await using (lease.ConfigureAwait(false))
        using (client.Ticket)
        {
            if (Connection is { } connection)
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<WsClosed> EndAsync()
    {
        watch.Remove(this);
        WsClosed closed = await peer.Completion.ConfigureAwait(false); // Complete.

        foreach (ServerSession session in sessions)
            await session.WhenToldAsync().ConfigureAwait(false);

        // The last one that was told of the beginning is the first one that is told of the end.
        foreach (SessionBinding binding in Enumerable.Reverse(bindings))
            await OnDisconnectedAsync(binding, closed).ConfigureAwait(false);
        long missedMessages = sessions.Sum(static session => session.DroppedMessages);
        LogEnded(client.Id, (int)closed.Code, closed.Reason, missedMessages);
        return closed;
    }

    private async ValueTask OnConnectedAsync(CancellationToken cancellationToken)
    {
        foreach (ServerSession session in sessions)
            session.Begin();
        client.Ticket.Watch(BeginExpiry);
        watch.Add(this); // Completion, after which it is removed, waits for this hook.
        foreach (SessionBinding binding in bindings)
            await binding.OnConnectedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task OnDisconnectedAsync(SessionBinding binding, WsClosed closed)
    {
        try
        {
            await binding.OnDisconnectedAsync(closed).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The application's code may throw anything, and nobody is left to tell but the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDisconnectedHookFailed(exception, client.Id);
        }
    }

    private async Task RetireAsync()
    {
        using CancellationTokenSource deadline = shutdown.CreateDrainDeadline();
        await peer.DrainAsync("the connection has reached its maximum age", deadline.Token, shutdown.Deadline).ConfigureAwait(false);
    }

    private void EndSessions()
    {
        foreach (ServerSession session in sessions)
            session.End();
    }

    // Past the last deadline the token makes the peer abort; how it ended is seen by RunAsync.
    private void BeginShutdown() => _ = peer.DrainAsync("the server is shutting down", shutdown.DrainDeadline, shutdown.Deadline);

    private void BeginExpiry() => _ = peer.CloseAsync(TypedWsCloseCodes.TicketExpired, "The user's authentication has expired.", CancellationToken.None);
}
