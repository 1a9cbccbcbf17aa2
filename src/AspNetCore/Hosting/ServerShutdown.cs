using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>
/// Knows when the server stops and how long conversations may take to end. Thread-safe. The deadline is the host's own time-out: past it the
/// server cuts
/// what is left of its connections, so waiting longer would only hide why.
/// </summary>
internal sealed class ServerShutdown : IDisposable
{
    private readonly CancellationTokenSource _deadline = new();
    private readonly CancellationTokenRegistration _stopping;

    public ServerShutdown(IHostApplicationLifetime lifetime, IOptions<HostOptions> host)
    {
        TimeSpan timeout = host.Value.ShutdownTimeout;
        Stopping = lifetime.ApplicationStopping;
        Deadline = _deadline.Token;
        _stopping = Stopping.UnsafeRegister(_ => _deadline.CancelAfter(timeout), null);
    }

    /// <summary>Fires when the server begins to stop: close every conversation and accept no new one.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Fires when the time for closing is over: abort what is left.</summary>
    public CancellationToken Deadline { get; }

    public void Dispose()
    {
        _stopping.Dispose();
        _deadline.Dispose();
    }
}
