using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>Every direction and kind of message, and every supported kind of type.</summary>
[Protocol("smoke")]
public sealed partial class SmokeProtocol;

[FromClient<SmokeProtocol>]
public sealed record Hello(string Text);

[FromServer<SmokeProtocol>]
[WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Welcome.Text))]
public sealed record Welcome(string Text);

[FromServer<SmokeProtocol>]
public sealed record WhoAreYou : IReturns<Name>;

public sealed record Name(string Text);

/// <summary>Is refused with the declared error.</summary>
[FromClient<SmokeProtocol>]
[MessageError<Refused>(1)]
public sealed record Refuse(int Count) : IReturns;

public readonly record struct Refused(int Count);
