using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>Every direction and kind of message, and every supported kind of type.</summary>
[Protocol("smoke")]
public sealed partial class SmokeProtocol;

[FromClient<SmokeProtocol>]
public sealed record Hello(string Text);

[FromServer<SmokeProtocol>]
public sealed record Welcome(string Text);

[FromServer<SmokeProtocol>]
public sealed record WhoAreYou : IReturns<Name>;

public sealed record Name(string Text);
