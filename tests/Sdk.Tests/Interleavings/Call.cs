namespace TypedWs.Tests.Interleavings;

/// <summary>A request or stream of one party. The other one finds it by its id, so that it can tell what its handler may meet.</summary>
/// <param name="Id">Unique in the run; it travels in the message and comes back in the answer.</param>
/// <param name="Kind">What is called.</param>
/// <param name="Plan">What the handler does, or the source of the answering stream.</param>
/// <param name="Count">How many items its streams have.</param>
/// <param name="SourcePlan">What the source of the stream does that it takes along.</param>
/// <param name="StartedAt">When it began, on the run's clock.</param>
/// <param name="Token">Cancels it.</param>
internal sealed record Call(int Id, char Kind, Plan Plan, int Count, Plan SourcePlan, TimeSpan StartedAt, CancellationToken Token)
{
    private volatile bool _isGivenUp;
    private int _handled;

    /// <summary>Whether the caller takes no more of it, or has failed.</summary>
    public bool IsGivenUp => _isGivenUp || Token.IsCancellationRequested;

    /// <summary>Its place among what the caller has sent. Written before it is sent.</summary>
    public int Number { get; set; }

    public void GiveUp() => _isGivenUp = true;

    /// <summary>Notes that its handler was called.</summary>
    /// <returns>False where that was so before.</returns>
    public bool TryHandle() => Interlocked.Exchange(ref _handled, 1) == 0;

    public override string ToString() => $"call {Kind}{Id} ({Plan.Text}, {Count} items{(SourcePlan.Text.Length > 0 ? " of " + SourcePlan.Text : "")})";
}
