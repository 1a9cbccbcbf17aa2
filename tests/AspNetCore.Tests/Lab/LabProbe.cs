using System.Threading.Channels;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests;

/// <summary>Shows a test what happened to the handlers of its server, in order.</summary>
public sealed class LabProbe
{
    private int _handlers;

    public Channel<LabSession> Connected { get; } = Channel.CreateUnbounded<LabSession>();

    public Channel<WsClosed> Disconnected { get; } = Channel.CreateUnbounded<WsClosed>();

    public Channel<DroppedMessage> Dropped { get; } = Channel.CreateUnbounded<DroppedMessage>();

    public Channel<string> Disposed { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Beginnings and ends where an endpoint serves several protocols.</summary>
    public Channel<string> Order { get; } = Channel.CreateUnbounded<string>();

    /// <summary>The scope of the lab handler that was connected last.</summary>
    public LabScope? LastScope { get; set; }

    /// <summary>Runs in the handler's connected hook.</summary>
    public Func<LabSession, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>Runs before an echo is answered.</summary>
    public Func<LabSession, CancellationToken, ValueTask>? OnEcho { get; set; }

    /// <summary>Runs in the handler's disconnected hook.</summary>
    public Func<LabSession, ValueTask>? OnDisconnected { get; set; }

    /// <summary>Runs when the handler is told of a message that its client misses.</summary>
    public Action<LabSession>? OnDropped { get; set; }

    public int NextHandlerId() => Interlocked.Increment(ref _handlers);
}
