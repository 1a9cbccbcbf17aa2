namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>A scoped service that can be told to fail when its scope ends.</summary>
public sealed class PerMessageScope(PerMessageProbe probe) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (probe.YieldsInDisposal)
            await Task.Yield();
        probe.ScopeEnded();
        if (probe.DisposalFailure is { } failure)
            throw failure;
    }
}
