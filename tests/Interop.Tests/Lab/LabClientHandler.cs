namespace TypedWs.Interop.Tests;

/// <summary>Our client's side of the conversation.</summary>
public sealed class LabClientHandler(LabProbe probe) : ILabClientHandler
{
    public async ValueTask OnNoteAsync(Note message, CancellationToken cancellationToken)
        => await probe.Notes.Writer.WriteAsync(message.Text, cancellationToken);

    public ValueTask<int> OnSubtractAsync(Subtract message, CancellationToken cancellationToken)
        => ValueTask.FromResult(message.Minuend - message.Subtrahend);

    public ValueTask OnFailAsync(Fail message, CancellationToken cancellationToken)
        => throw LabHandler.Failure(message.Code, message.Message, message.Detail);

    public async ValueTask OnWaitAsync(Wait message, CancellationToken cancellationToken)
        => await probe.WaitAsync(cancellationToken);

    public IAsyncEnumerable<Counted> OnCountAsync(Count message, CancellationToken cancellationToken)
        => LabStreams.CountAsync(probe, message.To, message.FailAt, message.HoldAt, static () => new RemoteException(77, "cannot count further"), cancellationToken)
            .Select(static number => new Counted(number));

    public async ValueTask<Summed> OnSumAsync(Sum message, IAsyncEnumerable<int> stream, CancellationToken cancellationToken)
        => new(await LabStreams.SumAsync(message.Start, message.AtMost, stream, cancellationToken));
}
