using System.Globalization;
using TypedWs.Transport.Tests.Handshake;

namespace TypedWs.Transport.Tests.Faults;

// The promises.
internal sealed partial class ScheduleRun
{
    /// <summary>Everything ends, and nothing is left.</summary>
    private async Task EndAsync()
    {
        Assert.Equal(WsClientState.Disposed, _client.State);
        // One that the pump is just handing over is counted until its connection has refused it.
        await Eventually.HoldsAsync(() => _client.PendingBytes == 0, "no message waits");
        await Eventually.EndsAsync(_server.DisposeAsync().AsTask(), "The server");
        await Eventually.EndsAsync(Task.WhenAll(_serverSends), "A send of the server");
        await Eventually.EndsAsync(_proxy.DisposeAsync().AsTask(), "The proxy");
        await Eventually.HoldsAsync(() => _sockets.Open == 0, "the client's sockets are closed");
        await Eventually.HoldsAsync(() => _time.Timers == 0, "all timers are disposed");
        await Eventually.HoldsAsync(() => _pool.Count == 0, "all buffers are given back");
        _logger.Dispose();
    }

    private void Check()
    {
        Assert.Empty(_handler.Faults);
        foreach (ClientLife life in _handler.Lives)
            CheckLife(life);
        foreach (ServerSession session in _server.Sessions)
            CheckReason(session.Closed);

        List<Arrivals> arrivals = [.. _server.Sessions.Select(CreateArrivals).OrderBy(one => one.Attempt)];
        foreach (ScheduleSender sender in _senders)
            CheckSender(sender, arrivals);
    }

    private static void CheckReason(WsClosed? closed)
    {
        Assert.NotNull(closed);
        Assert.True((int)closed.Code >= 1000, $"The code is {(int)closed.Code}.");
        if (closed.Code == WsCloseCode.Abnormal)
            Assert.NotEmpty(closed.Reason);
    }

    /// <summary>On one connection the server's messages arrive from the first on without a gap.</summary>
    private void CheckLife(ClientLife life)
    {
        CheckReason(life.Closed);
        for (int i = 0; i < life.Messages.Count; i++)
        {
            if (life.Messages[i] is not { } message)
            {
                Assert.True(_schedule.HasGarbage, "A message came to the client that nobody sent.");
                break;
            }

            Assert.True(i == message.Number, $"{message.Sender}/{message.Number} came as message {i} of a connection that ended with {life.Closed}.");
            Assert.Equal(life.Messages[0]!.Sender, message.Sender);
        }
    }

    private Arrivals CreateArrivals(ServerSession session)
    {
        var messages = new List<NumberedMessage>();
        bool garbled = false;
        foreach ((WsMessageType type, byte[] payload) in session.Rest())
        {
            if (NumberedMessage.Parse(type, payload) is { } message)
            {
                messages.Add(message);
                continue;
            }

            Assert.True(_schedule.HasGarbage, "A message came to the server that nobody sent.");
            garbled = true;
            break;
        }

        int attempt = int.Parse(ScriptedServer.Header(session.Head, "X-Attempt"), CultureInfo.InvariantCulture);
        return new Arrivals(attempt, messages, HasAll: !garbled && session.Closed is { Clean: true, Exception: null });
    }

    /// <summary>What the client accepted arrives once at most, in order, on one connection without a gap; and all of it where the connection closed cleanly.</summary>
    private void CheckSender(ScheduleSender sender, List<Arrivals> arrivals)
    {
        HashSet<int> accepted = [.. sender.Accepted.Select(one => one.Number)];
        List<int> kept = [.. sender.Accepted.Where(one => !one.MayDrop).Select(one => one.Number)];
        int last = -1;
        // The client says in its log when it throws away what waits for a connection that will not come.
        bool nothingThrownAway = _logger.Entries.All(entry => entry.EventId.Name != "ThrownAway");
        bool wholeSoFar = nothingThrownAway;
        foreach (IGrouping<int, Arrivals> attempt in arrivals.GroupBy(one => one.Attempt))
        {
            int lastBefore = last;
            foreach (Arrivals connection in attempt)
            {
                int previous = -1;
                foreach (int number in connection.Messages.Where(message => message.Sender == sender.Name).Select(message => message.Number))
                {
                    Assert.True(accepted.Contains(number), $"{sender.Name}/{number} was refused, and arrived.");
                    Assert.True(number > lastBefore, $"{sender.Name}/{number} arrived on a later connection than {lastBefore}.");
                    Assert.True(number > previous, $"{sender.Name}/{number} arrived after {previous}.");
                    if (previous >= 0 || wholeSoFar)
                    {
                        int from = previous >= 0 ? previous : lastBefore;
                        foreach (int missing in kept.Where(one => one > from && one < number))
                            Assert.Fail($"{sender.Name}/{missing} was lost between {from} and {number}. {Describe(sender, arrivals)}");
                    }

                    previous = number;
                }

                last = Math.Max(last, previous);
            }

            // What was accepted after the last that arrived may have gone with any connection since.
            wholeSoFar = attempt.Any(connection => connection.HasAll) && (wholeSoFar || (last > lastBefore && nothingThrownAway));
        }
    }

    private static string Describe(ScheduleSender sender, List<Arrivals> arrivals)
    {
        IEnumerable<string> connections = arrivals.Select(one =>
        {
            string numbers = string.Join(' ', one.Messages.Where(message => message.Sender == sender.Name).Select(message => message.Number));
            return $"attempt {one.Attempt}{(one.HasAll ? "" : ", broken")}: {numbers}";
        });
        return $"What arrived: {string.Join("; ", connections)}. Accepted: {string.Join(' ', sender.Accepted.Select(one => one.Number))}.";
    }

    /// <summary>What came on one of the server's connections.</summary>
    private sealed record Arrivals(int Attempt, List<NumberedMessage> Messages, bool HasAll);
}
