namespace TypedWs.AspNetCore.Tests;

[FromClient<LabProtocol>]
public sealed record Echo(string Text, int Times = 1) : IReturns<Echoed>;

public sealed record Echoed(string Text);

[FromClient<LabProtocol>]
public sealed record WhoAmI : IReturns<Identity>;

public sealed record Identity(string SessionId, string? UserId, int HandlerId);

[FromClient<LabProtocol>]
public sealed record Enter(string Group) : IReturns;

[FromClient<LabProtocol>]
public sealed record Depart(string Group) : IReturns;

/// <summary>Sends a text to the others in a group.</summary>
[FromClient<LabProtocol>]
public sealed record Publish(string Group, string Text);

/// <summary>Makes the handler throw.</summary>
[FromClient<LabProtocol>]
public sealed record Fail : IReturns;
