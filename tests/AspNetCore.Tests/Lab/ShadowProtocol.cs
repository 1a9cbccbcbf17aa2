namespace TypedWs.AspNetCore.Tests;

/// <summary>A protocol with a message of another protocol's name.</summary>
[Protocol("shadow")]
public sealed partial class ShadowProtocol;

[FromClient<ShadowProtocol>("side.lookAround")]
public sealed record LookAgain : IReturns;

public sealed class ShadowHandler : IShadowServerHandler
{
    public ValueTask OnLookAgainAsync(LookAgain message, ShadowSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
