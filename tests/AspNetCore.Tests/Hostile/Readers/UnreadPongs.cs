namespace TypedWs.AspNetCore.Tests.Hostile.Readers;

/// <summary>Sends pings until their pongs fill the sockets, and on: one pong at most waits, and its write makes no progress.</summary>
public sealed class UnreadPongs : Attack
{
    private static readonly byte[] Pings = [.. Enumerable.Repeat(RawClient.Frame(0x80 | RawClient.Ping, new byte[125]), 2_000).SelectMany(static bytes => bytes)];

    public UnreadPongs()
        : base("pongs that are never read", AttackEnd.Cut)
    {
        Reason = "no progress";
        Options = static options => options.Connection.WriteStallTimeout = TimeSpan.FromSeconds(1);
    }

    public override async Task<AttackEnd> RunAsync(Target target)
        => await Unread.EndOfAsync(await target.ConnectAsync(receiveBuffer: 4096), Pings, again: true);
}
