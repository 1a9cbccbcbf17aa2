using System.Collections.Concurrent;
using System.Threading.Channels;

namespace TypedWs.AspNetCore.Tests.Authorization;

/// <summary>Shows a test what was asked of the policies, and what came through.</summary>
public sealed class GuardedProbe
{
    public Channel<string> Handled { get; } = Channel.CreateUnbounded<string>();

    public LabScope? HandlerScope { get; set; }

    /// <summary>The scopes in which the policy was asked.</summary>
    public ConcurrentQueue<LabScope> PolicyScopes { get; } = new();

    /// <summary>Whose message was judged last.</summary>
    public GuardedSession? Session { get; set; }

    /// <summary>Holds the policy up.</summary>
    public Func<Task>? OnAsked { get; set; }
}
