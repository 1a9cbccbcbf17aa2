namespace TypedWs.AspNetCore.Tests.Hostile.Readers;

/// <summary>A batch within the limit of a message, whose answers take a hundred times as much.</summary>
public sealed class GiantBatch : Attack
{
    private readonly byte[] _batch;

    public GiantBatch(string name, string batch)
        : base(name, AttackEnd.Cut)
    {
        _batch = Attacks.Text(batch);
        Reason = "SendHardLimit";
        MostBytes = 4 * 1024 * 1024;
    }

    public override async Task<AttackEnd> RunAsync(Target target) => await Unread.EndOfAsync(await target.ConnectAsync(), _batch);
}
