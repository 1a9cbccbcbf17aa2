using SoakTest.Server;

namespace SoakTest.Running;

/// <summary>Looks at the server every second, and keeps the most that it saw.</summary>
internal sealed class MemoryWatch(ServerProcess server)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public long HighestHeap { get; private set; }

    public long HighestWorkingSet { get; private set; }

    public async Task RunAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                ServerStatus status = await server.TellAsync("status");
                HighestHeap = Math.Max(HighestHeap, status.HeapBytes);
                HighestWorkingSet = Math.Max(HighestWorkingSet, status.WorkingSetBytes);
            }
        }
        catch (OperationCanceledException)
        {
            // It is.
        }
    }
}
