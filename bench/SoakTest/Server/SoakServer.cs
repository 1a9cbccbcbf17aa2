namespace SoakTest.Server;

/// <summary>Handles what the clients say; one for all of them.</summary>
internal sealed class SoakServer(Ledger ledger) : ISoakServerHandler
{
    public ValueTask OnReportAsync(Report message, SoakSession session, CancellationToken cancellationToken)
    {
        ledger.Add(message);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<Answered> OnAskAsync(Ask message, SoakSession session, CancellationToken cancellationToken)
    {
        if (message.DelayMilliseconds > 0)
            await Task.Delay(message.DelayMilliseconds, cancellationToken);
        return new Answered(message.Client, message.Number);
    }
}
