namespace TypedWs.AspNetCore.Tests;

/// <summary>A second protocol, for endpoints that serve several.</summary>
[Protocol("side")]
public sealed partial class SideProtocol;

/// <summary>Asks for what a handler of the other protocol may have left in the session's items, among others.</summary>
[FromClient<SideProtocol>]
public sealed record LookAround : IReturns<Surroundings>;

public sealed record Surroundings(string SessionId, string? RemoteAddress, string? Item, bool HasScopeOfOthers);

[FromServer<SideProtocol>]
public sealed record Remarked(string Text);
