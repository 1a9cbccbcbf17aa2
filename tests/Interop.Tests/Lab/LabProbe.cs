using System.Threading.Channels;

namespace TypedWs.Interop.Tests;

/// <summary>What the handlers of one side tell the test. Thread-safe.</summary>
public sealed class LabProbe
{
    /// <summary>What was said.</summary>
    public Channel<string> Notes { get; } = Channel.CreateUnbounded<string>();

    /// <summary>A word each time that something begins to wait, or ends because it was cancelled.</summary>
    public Channel<string> Waits { get; } = Channel.CreateUnbounded<string>();

    /// <summary>How far each source of a stream had come when it was ended.</summary>
    public Channel<int> Ends { get; } = Channel.CreateUnbounded<int>();

    /// <summary>Waits until it is cancelled, and says so.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Waits.Writer.TryWrite("waits");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Waits.Writer.TryWrite("cancelled");
            throw;
        }
    }
}
