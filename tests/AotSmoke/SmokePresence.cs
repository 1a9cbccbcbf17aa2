using AotSmoke.Contracts;
using TypedWs;

namespace AotSmoke;

/// <summary>Welcomes a group, by its name, with what its first member has said.</summary>
public sealed class SmokePresence(SmokeSessions sessions) : IGroupObserver<SmokeSession>
{
    public ValueTask OnJoinedAsync(string group, SmokeSession session, CancellationToken cancellationToken)
        => sessions.Group(group).SendWelcomeAsync($"{sessions.Group(group).First().Features.Get<Hello>()?.Text}, {group}", cancellationToken);

    public ValueTask OnLeftAsync(string group, SmokeSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
