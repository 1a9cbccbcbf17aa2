using Microsoft.Extensions.Logging;
using TypedWs.Transport;

namespace TypedWs.Tests.Interleavings;

// What must hold: when everything is let go, all of it ends; and then nothing is left.
internal sealed partial class Interleaving
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private bool HasEnded => Parties.Any(static party => party.Peer.IsClosing);

    private long Moves => Interlocked.Read(ref _progress) + _up.Moved + _down.Moved;

    /// <summary>Opens the link and all gates: everything must end now by itself, or the conversation.</summary>
    private async Task LetGoAsync()
    {
        _steps.Add("everything is let go");
        _up.Open();
        _down.Open();
        foreach (Party party in Parties)
            party.Gates.OpenAll();
        await WaitAsync(() => _activities.IsEmpty, "what is under way ends");
        await Task.WhenAll(_operations);
    }

    /// <summary>Looks at a conversation that is at rest, and still open.</summary>
    private async Task CheckQuietAsync()
    {
        if (HasEnded)
            return;

        // An answer to what was cancelled may still be on its way, and so may what was cancelled itself.
        await WaitAsync(() => HasEnded || Parties.All(static party => party.Peer.MessagesSent == party.Other.Peer.MessagesReceived), "every message arrives");
        await WaitAsync(() => HasEnded || Parties.All(static party => party.Peer.PendingCallCount == 0), "no call is pending");
        await WaitAsync(() => HasEnded || Parties.All(static party => party.Peer.Streams is { Count: 0, TokenCount: 0 }), "no stream is open");
        await WaitAsync(() => HasEnded || Parties.All(static party => party.Notes.FindProblem(hasEnded: false) is null), "every one-way message is handled");
        foreach (Party party in Parties)
            await CheckSlotsAsync(party);
    }

    /// <summary>As many calls as may be pending are possible: none that was given up keeps its slot once it was answered.</summary>
    private async Task CheckSlotsAsync(Party party)
    {
        await WaitAsync(() => HasEnded || party.TryFillSlots(), "all slots are free");
        await WaitAsync(() => _activities.IsEmpty, "the last calls end");
    }

    private async Task EndAsync()
    {
        Party closing = _random.Next(2) == 0 ? _client : _server;
        if (!HasEnded)
            Start(closing, "closes", closing.CloseAsync);
        await WaitAsync(() => Parties.All(static party => party.Peer.Completion.IsCompleted), "both conversations are over");
        await WaitAsync(() => _activities.IsEmpty, "the last operations end");
        await Task.WhenAll(_operations);
        await WaitAsync(() => _pool.Count == 0, "all buffers are given back");
    }

    private void CheckEnd()
    {
        foreach (Party party in Parties)
        {
            Report(party, party.Peer.PendingCallCount == 0 ? null : "calls are pending after the end");
            Report(party, party.Peer.Streams is { Count: 0, TokenCount: 0 } ? null : "streams are open after the end");
            Report(party, party.Notes.FindProblem(hasEnded: true));
            Report(party, FindProblem(party, party.Peer.Completion.Result));
            foreach (CapturingLogger.Entry entry in party.Log.Entries)
                Report(party, MayBeLogged(entry) ? null : $"the log says: {entry.Message} {entry.Exception}");
        }

        foreach (Func<string?> check in _checks)
        {
            if (check() is { } problem)
                _problems.Enqueue(problem);
        }

        if (!_problems.IsEmpty)
            throw new InterleavingException($"{string.Join("\n", _problems)}\n{Describe()}");
    }

    private string? FindProblem(Party party, WsClosed closed)
    {
        if (closed.Code == WsCloseCode.Abnormal)
            return closed.Reason.Length > 0 ? null : "the conversation ended without a reason";
        if (closed.Code == TypedWsCloseCodes.ReceiveOverflow)
            return Parties.Any(static one => one.Log.Entries.Any(static entry => entry.EventId.Id == 212)) ? null : "nobody logged the overflow";
        return _isEndPlanned && closed.Code == (WsCloseCode)4000 ? null : $"the {party.Name}'s conversation ended with {closed}";
    }

    /// <summary>Neither side sends what the other does not understand, and no error is logged but what was planned.</summary>
    private static bool MayBeLogged(CapturingLogger.Entry entry) => entry.EventId.Id switch
    {
        200 => entry.Exception is PlannedFailureException, // A handler failed.
        202 or 203 or 204 or 205 or 206 => false, // An unknown method, refused parameters, no envelope, a malformed answer, an answer that nobody asked for.
        212 => true, // Too many messages wait.
        _ => entry.Level < LogLevel.Error,
    };

    /// <summary>Waits for what must come true by itself. Time passes only where nothing but its passing can help: when a conversation closes, and in a standstill.</summary>
    private async Task WaitAsync(Func<bool> condition, string what)
    {
        long moves = Moves, since = Environment.TickCount64;
        for (int turn = 0; !condition(); turn++)
        {
            if (turn < 100)
                await Task.Yield();
            else
                await Task.Delay(1);
            if (moves != Moves)
            {
                (moves, since) = (Moves, Environment.TickCount64);
                continue;
            }

            long idle = Environment.TickCount64 - since;
            if (idle > Patience.TotalMilliseconds)
                throw new InterleavingException($"It does not come true that {what}.\n{string.Join("\n", _problems)}\n{Describe()}");
            if (idle > 20 && (HasEnded || IsStandstill()))
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                await SettleAsync(10);
            }
        }
    }

    /// <summary>
    /// Whether each side has stopped to read until a handler is done that waits for the other side to read. Only one-way messages can do that, and only where nobody
    /// waits for an answer; it ends with the write that makes no progress.
    /// </summary>
    private bool IsStandstill()
        => Parties.All(party => party.Peer.PendingCallCount == 0
            && _activities.Keys.Any(activity => activity.Owner == party && activity.HoldsUp && activity.At is Step.Send or Step.Flush));
}
