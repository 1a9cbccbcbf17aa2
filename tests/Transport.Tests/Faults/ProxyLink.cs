using System.Net;
using System.Net.Sockets;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>One connection through a <see cref="FaultyProxy"/>: its sockets, and what both of its directions share.</summary>
internal sealed class ProxyLink(Socket client, LinkPlan plan, CancellationToken stopped)
{
    private readonly CancellationTokenSource _cut = CancellationTokenSource.CreateLinkedTokenSource(stopped);
    private readonly List<Socket> _sockets = [client];
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LinkPlan Plan => plan;

    /// <summary>Completes when a fault of the plan has happened.</summary>
    public Task Faulted => _faulted.Task;

    /// <summary>Cancelled when the link has ended.</summary>
    public CancellationToken Ended => _cut.Token;

    /// <summary>Whether both directions stand still.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Whether both directions take everything and pass on nothing.</summary>
    public bool IsSwallowing { get; private set; }

    public static bool IsEnd(Exception exception) => exception is SocketException or OperationCanceledException or ObjectDisposedException;

    public async Task RunAsync(IPEndPoint server)
    {
        try
        {
            if (plan.Refuse)
            {
                Cut(reset: true);
                return;
            }

            await Task.Delay(plan.ConnectDelay, Ended);
            Socket upstream = await ConnectAsync(server);
            Socket? twin = plan.Duplicate ? await ConnectAsync(server) : null;
            var up = new FlowPump(this, Flow.Up, client, upstream, twin);
            var down = new FlowPump(this, Flow.Down, upstream, client, twin: null);
            var unheard = twin is null ? null : new FlowPump(this, Flow.Down, twin, to: null, twin: null);
            await Task.WhenAll(up.RunAsync(), down.RunAsync(), unheard?.RunAsync() ?? Task.CompletedTask);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The server refused, or the test is over.
        }
        finally
        {
            Cut(reset: false);
        }
    }

    /// <summary>Ends all sockets.</summary>
    public void Cut(bool reset)
    {
        lock (_sockets)
        {
            foreach (Socket socket in _sockets)
                End(socket, reset);
            _sockets.Clear();
        }

        _cut.Cancel();
    }

    /// <summary>Notes a fault that concerns the link as a whole.</summary>
    public void Struck(FaultKind kind)
    {
        IsStalled |= kind == FaultKind.Stall;
        IsSwallowing |= kind == FaultKind.Swallow;
        if (kind is FaultKind.Reset or FaultKind.End)
            Cut(reset: kind == FaultKind.Reset);
        _faulted.TrySetResult();
    }

    private static void End(Socket socket, bool reset)
    {
        try
        {
            if (reset)
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            else
                socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Its peer was first.
        }

        socket.Dispose();
    }

    private async Task<Socket> ConnectAsync(IPEndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (_sockets)
            _sockets.Add(socket);
        await socket.ConnectAsync(server, Ended);
        return socket;
    }
}
