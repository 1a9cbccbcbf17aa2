using Microsoft.AspNetCore.Builder;

namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>Something that a client does to a server, and how that must end.</summary>
/// <param name="name">What the test is called.</param>
/// <param name="end">How it ends.</param>
public abstract class Attack(string name, AttackEnd end)
{
    public string Name { get; } = name;

    public AttackEnd End { get; } = end;

    /// <summary>What the server's own reason contains for the end of each connection; null where the client ends them.</summary>
    public string? Reason { get; init; }

    /// <summary>The most bytes that the buffers of all connections may take at one time, those of the two healthy clients among them.</summary>
    public long MostBytes { get; init; } = 1024 * 1024;

    /// <summary>Limits that the attack is to reach.</summary>
    public Action<TypedWsServerOptions> Options { get; init; } = static _ => { };

    public virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>Does it once.</summary>
    public abstract Task<AttackEnd> RunAsync(Target target);
}
