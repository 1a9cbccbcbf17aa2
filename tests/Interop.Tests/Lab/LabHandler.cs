using System.Text;

namespace TypedWs.Interop.Tests;

/// <summary>Our server's side of the conversation.</summary>
public sealed class LabHandler(LabProbe probe) : ILabServerHandler
{
    /// <summary>An error with data, as a handler throws it.</summary>
    public static RemoteException Failure(int code, string message, string detail)
        => new(code, message) { RawData = Encoding.UTF8.GetBytes($$"""{"detail":"{{detail}}"}"""), DataFormat = WireFormat.Json };

    public async ValueTask OnNoteAsync(Note message, LabSession session, CancellationToken cancellationToken)
        => await probe.Notes.Writer.WriteAsync(message.Text, cancellationToken);

    public ValueTask<int> OnSubtractAsync(Subtract message, LabSession session, CancellationToken cancellationToken)
        => ValueTask.FromResult(message.Minuend - message.Subtrahend);

    public ValueTask OnFailAsync(Fail message, LabSession session, CancellationToken cancellationToken)
        => throw Failure(message.Code, message.Message, message.Detail);

    public async ValueTask OnWaitAsync(Wait message, LabSession session, CancellationToken cancellationToken)
        => await probe.WaitAsync(cancellationToken);

    public ValueTask<int> OnSubtractBackAsync(SubtractBack message, LabSession session, CancellationToken cancellationToken)
        => session.SubtractAsync(message.Minuend, message.Subtrahend, cancellationToken);

    public ValueTask OnFailBackAsync(FailBack message, LabSession session, CancellationToken cancellationToken)
        => session.FailAsync(message.Code, message.Message, message.Detail, cancellationToken);

    public ValueTask OnWaitBackAsync(WaitBack message, LabSession session, CancellationToken cancellationToken)
        => session.WaitAsync(cancellationToken);

    public async ValueTask<Summed> OnCountBackAsync(CountBack message, LabSession session, CancellationToken cancellationToken)
        => new(await session.CountAsync(message.To, cancellationToken: cancellationToken).Select(static counted => (long)counted.Number).SumAsync(cancellationToken));

    public ValueTask<Summed> OnSumBackAsync(SumBack message, LabSession session, CancellationToken cancellationToken)
        => session.SumAsync(0, message.To, LabStreams.CountAsync(probe, message.To, cancellationToken: CancellationToken.None), cancellationToken);

    public ValueTask OnNoteBackAsync(NoteBack message, LabSession session, CancellationToken cancellationToken)
        => session.SendNoteAsync(message.Text, cancellationToken);

    public IAsyncEnumerable<Counted> OnCountAsync(Count message, LabSession session, CancellationToken cancellationToken)
        => LabStreams.CountAsync(probe, message.To, message.FailAt, message.HoldAt, static () => new RemoteException(77, "cannot count further"), cancellationToken)
            .Select(static number => new Counted(number));

    public async ValueTask<Summed> OnSumAsync(Sum message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
        => new(await LabStreams.SumAsync(message.Start, message.AtMost, stream, cancellationToken));

    public IAsyncEnumerable<Counted> OnMultiplyAsync(Multiply message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
        => stream.Select(number => new Counted(number * message.By));

    public ValueTask OnNowhereAsync(Nowhere message, LabSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
