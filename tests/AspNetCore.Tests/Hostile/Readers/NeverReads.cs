namespace TypedWs.AspNetCore.Tests.Hostile.Readers;

/// <summary>Asks for 24 MB, more than sockets hold, and reads none of it.</summary>
public sealed class NeverReads : Attack
{
    private const int Requests = 3_000;

    public NeverReads(string name, string reason)
        : base($"{name} that are never read", AttackEnd.Cut)
        => Reason = reason;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync(receiveBuffer: 4096);
        byte[] requests = [.. Enumerable.Repeat(Attacks.Text(Attacks.LargeEcho), Requests).SelectMany(static bytes => bytes)];
        return await Unread.EndOfAsync(client, requests);
    }
}
