using TypedWs.AspNetCore.Tests;

namespace TypedWs.Hosting.Tests;

/// <summary>What a client's handler of the lab has to have, and no test of hosting asks for.</summary>
public abstract class LabClientHandler : ILabClientHandler
{
    public abstract ValueTask OnPublishedAsync(Published message, CancellationToken cancellationToken);

    public abstract ValueTask<Answer> OnQuestionAsync(Question message, CancellationToken cancellationToken);

    public ValueTask OnPricedAsync(Priced message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask OnHintedAsync(Hinted message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask OnReportedAsync(Reported message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask OnVitalAsync(Vital message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Counted> OnCountAsync(Count message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask OnDropAsync(Drop message, IAsyncEnumerable<string> stream, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Counted> OnMultiplyAsync(Multiply message, IAsyncEnumerable<int> stream, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<Summed> OnSumAsync(Sum message, IAsyncEnumerable<int> stream, CancellationToken cancellationToken) => throw new NotSupportedException();
}
