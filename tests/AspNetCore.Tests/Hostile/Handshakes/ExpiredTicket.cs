namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>Comes with a ticket whose time is over, which authentication let pass.</summary>
public sealed class ExpiredTicket() : Attack("a ticket that has expired", AttackEnd.Closed((int)TypedWsCloseCodes.TicketExpired))
{
    public override async Task<AttackEnd> RunAsync(Target target)
        => await Target.EndOfAsync(await target.ConnectAsync(static headers => headers[HeaderAuthentication.Expires] = "2020-01-01T00:00:00Z"));
}
