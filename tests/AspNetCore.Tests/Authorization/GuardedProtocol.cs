namespace TypedWs.AspNetCore.Tests.Authorization;

/// <summary>A message of each kind that only some may send, and some that everybody may.</summary>
[Protocol("guarded")]
public sealed partial class GuardedProtocol;

[FromClient<GuardedProtocol>]
public sealed record Ask(string Text) : IReturns;

[FromClient<GuardedProtocol>]
public sealed record Tell(string Text);

[FromClient<GuardedProtocol>, FromServer<GuardedProtocol>]
[RequirePolicy("known"), RequirePolicy("ada")]
public sealed record Kick(string User) : IReturns;

[FromClient<GuardedProtocol>]
[RequirePolicy("ada")]
public sealed record Shout(string Text);

[FromClient<GuardedProtocol>]
[RequirePolicy("ada")]
public sealed record Watch(int Count) : IStreams<int>;

[FromClient<GuardedProtocol>]
[RequirePolicy("ada")]
public sealed record Store : IAccepts<int>, IReturns;

[FromClient<GuardedProtocol>]
[RequirePolicy("ada")]
public sealed record Convert : IAccepts<int>, IStreams<int>;
