using TypedWs;

namespace SoakTest;

/// <summary>What the clients and the server of the soak test say to each other; everything is numbered, so that what is lost or doubled shows.</summary>
[Protocol("soak")]
public sealed partial class SoakProtocol;

/// <summary>A client's one-way message; a client counts from 0 over all its connections.</summary>
[FromClient<SoakProtocol>]
public sealed record Report(int Client, int Number, string Text);

/// <summary>A request that takes the server a while.</summary>
[FromClient<SoakProtocol>]
public sealed record Ask(int Client, int Number, int DelayMilliseconds) : IReturns<Answered>;

public sealed record Answered(int Client, int Number);

/// <summary>What the server tells everybody, counted from 0.</summary>
[FromServer<SoakProtocol>]
public sealed record Tick(int Number, string Text);
