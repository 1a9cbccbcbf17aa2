using System.Globalization;

namespace TypedWs.Transport;

// What the sender and the watchdog report, each on a thread of its own.
public sealed partial class WsConnection : IFrameSenderOwner, IWatchdogOwner
{
    void IFrameSenderOwner.OnPingWritten() => _watchdog.PingWritten();

    void IFrameSenderOwner.OnCloseWritten()
    {
        Record.Written();
        _watchdog.CloseWithin(_options.CloseTimeout);
        CloseWritten.TrySetResult(true);
    }

    void IFrameSenderOwner.OnWriteFailed(Exception exception)
    {
        // The peer may have said why before it left: its close frame is read before the failure is reported.
        Record.Broke("a write to the stream failed", exception, byPeer: false);
        _watchdog.StopPings();
        _watchdog.CloseWithin(_options.CloseTimeout);
        CloseWritten.TrySetResult(false);
        TryStart(DiscardingReceiver.Instance);
    }

    void IWatchdogOwner.SendPing() => _sender.SendPing();

    void IWatchdogOwner.SendUnsolicitedPong() => _sender.SendPong([]);

    void IWatchdogOwner.OnPongMissed(string reason)
    {
        TransportMetrics.PongMissed(Role);
        GiveUp(reason);
    }

    void IWatchdogOwner.OnWriteStalled(string reason) => GiveUp(reason);

    void IWatchdogOwner.OnCloseTimedOut()
    {
        string limit = _options.CloseTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        Abort($"the closing handshake did not end within {limit} s");
    }

    private void GiveUp(string reason)
    {
        LogGaveUp(reason);
        Abort(reason);
    }
}
