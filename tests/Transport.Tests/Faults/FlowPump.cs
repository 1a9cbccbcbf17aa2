using System.Net.Sockets;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>One direction of a <see cref="ProxyLink"/>: forwards until a fault of the plan is due.</summary>
internal sealed class FlowPump(ProxyLink link, Flow flow, Socket from, Socket? to, Socket? twin)
{
    private static readonly byte[] Garbage = [.. Enumerable.Repeat((byte)0xFF, 64)];

    private readonly FlowProgress _progress = new(flow, to is null ? [] : link.Plan.Faults);

    // Its reader has been told that nothing follows.
    private bool _discards = to is null;

    public async Task RunAsync()
    {
        try
        {
            byte[] buffer = new byte[link.Plan.ChunkSize > 0 ? link.Plan.ChunkSize : 16 * 1024];
            int count;
            while ((count = await from.ReceiveAsync(buffer, SocketFlags.None, link.Ended)) > 0)
            {
                if (link.IsStalled)
                    await Task.Delay(Timeout.InfiniteTimeSpan, link.Ended);
                await ForwardAsync(buffer.AsMemory(0, count));
            }

            EndOf(to);
            EndOf(twin);
        }
        catch (Exception exception) when (ProxyLink.IsEnd(exception))
        {
            // One side is gone, and so the other goes, too.
            link.Cut(reset: exception is SocketException);
        }
    }

    private static async Task SendAsync(Socket? socket, ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        while (socket is not null && !bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, ended)..];
    }

    private async Task ForwardAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!_discards && !link.IsSwallowing)
        {
            int count = _progress.Take(bytes.Span, out Fault? due);
            await SendAsync(to, bytes[..count], link.Ended);
            await SendAsync(twin, bytes[..count], link.Ended);
            bytes = bytes[count..];
            if (due is null)
                return;
            await StrikeAsync(due.Kind);
        }
    }

    private async Task StrikeAsync(FaultKind kind)
    {
        link.Struck(kind);
        if (kind == FaultKind.Stall)
            await Task.Delay(Timeout.InfiniteTimeSpan, link.Ended);
        if (kind == FaultKind.Garbage)
            await SendAsync(to, Garbage, link.Ended);
        if (kind == FaultKind.HalfClose)
            EndOf(to);
    }

    private void EndOf(Socket? socket)
    {
        if (_discards && socket == to)
            return;
        _discards |= socket == to;
        if (!link.IsSwallowing)
            socket?.Shutdown(SocketShutdown.Send);
    }
}
