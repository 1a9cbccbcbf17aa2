namespace TypedWs.AspNetCore.Tests;

/// <summary>A scoped service, to see when its scope ends.</summary>
public sealed class LabScope(LabProbe probe) : IAsyncDisposable
{
    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return probe.Disposed.Writer.WriteAsync("scope");
    }
}
