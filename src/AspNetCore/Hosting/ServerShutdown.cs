using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>
/// Knows when the server stops and how long conversations may take to end. Thread-safe. The last deadline is the host's own time-out: past it the server cuts what is
/// left of its connections, so waiting longer would only hide why.
/// </summary>
internal sealed class ServerShutdown : IDisposable
{
    private const double DrainShare = 0.8; // Of the host's time-out. The rest is for closing handshakes.

    private readonly TimeProvider _clock;
    private readonly TimeSpan _drainTimeout;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _drainDeadline;
    private readonly CancellationTokenRegistration _stopping;

    public ServerShutdown(IHostApplicationLifetime lifetime, IOptions<HostOptions> host, IOptions<TypedWsServerOptions> options)
    {
        _clock = options.Value.Conversation.TimeProvider;
        TimeSpan timeout = host.Value.ShutdownTimeout;
        _drainTimeout = Shorter(options.Value.DrainTimeout, timeout * DrainShare);
        _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        _drainDeadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        Stopping = lifetime.ApplicationStopping;
        Deadline = _deadline.Token;
        DrainDeadline = _drainDeadline.Token;
        _stopping = Stopping.UnsafeRegister(
            _ =>
            {
                _drainDeadline.CancelAfter(_drainTimeout);
                _deadline.CancelAfter(timeout);
            },
            null);
    }

    /// <summary>Fires when the server begins to stop: drain every conversation and accept no new one.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Fires when handlers have had their time to finish: close every conversation.</summary>
    public CancellationToken DrainDeadline { get; }

    /// <summary>Fires when the time for closing is over: abort what is left.</summary>
    public CancellationToken Deadline { get; }

    /// <summary>The deadline of a conversation that drains by itself, beginning now.</summary>
    public CancellationTokenSource CreateDrainDeadline() => new(_drainTimeout, _clock);

    public void Dispose()
    {
        _stopping.Dispose();
        _drainDeadline.Dispose();
        _deadline.Dispose();
    }

    /// <summary>The shorter one of two times, of which a negative one is infinite.</summary>
    private static TimeSpan Shorter(TimeSpan drain, TimeSpan host)
    {
        if (drain < TimeSpan.Zero && host < TimeSpan.Zero)
            return Timeout.InfiniteTimeSpan;
        return drain < TimeSpan.Zero || (host >= TimeSpan.Zero && host < drain) ? host : drain;
    }
}
