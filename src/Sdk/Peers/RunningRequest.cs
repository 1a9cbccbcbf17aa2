using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Peers;

/// <summary>A request of the other side whose handler runs. Owned by <see cref="RunningRequests"/>, which uses it again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has neither timer nor wait handle; it is used again, or left to the collector where a late cancel may still use it.")]
internal sealed class RunningRequest
{
    private CancellationTokenSource _cancellation = new();

    public RequestTicket Ticket { get; set; }

    /// <summary>The next one in the list of <see cref="RunningRequests"/> that this is in, and guarded by its lock, as is the one before.</summary>
    public RunningRequest? Next { get; set; }

    public RunningRequest? Previous { get; set; }

    /// <summary>The handler's token; valid until the handler returns.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the other side, or the end of the connection, has cancelled it. Guarded by the lock of <see cref="RunningRequests"/>.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Cancels the handler's token. Callbacks run on the thread pool: the receive loop waits for nobody.</summary>
    public Task CancelAsync() => _cancellation.CancelAsync();

    /// <summary>Makes the request ready for another use.</summary>
    public void Reset()
    {
        Ticket = default;
        if (!IsCancelled && _cancellation.TryReset())
            return;

        IsCancelled = false;
        _cancellation = new CancellationTokenSource(); // The old one has no timer, and a late cancel may still use it: it is left to the collector.
    }
}
