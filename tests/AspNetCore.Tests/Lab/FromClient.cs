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

/// <summary>Reserves seats, of which there are none left.</summary>
[FromClient<LabProtocol>]
[MessageError<SoldOut>(101)]
[MessageError<Closed>(102)]
public sealed record Reserve(string Show, int Seats) : IReturns<Echoed>;

public sealed record SoldOut(string Show, IReadOnlyList<DateOnly> Others);

public sealed record Closed;

/// <summary>Is answered when it is cancelled, and not before.</summary>
[FromClient<LabProtocol>(TimeoutMilliseconds = 100)]
public sealed record Stall : IReturns;
