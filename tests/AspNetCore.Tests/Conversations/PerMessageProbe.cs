using System.Threading.Channels;

namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>Shows a test which handlers its server made and what became of them. Thread-safe; the settings are written before the server starts.</summary>
public sealed class PerMessageProbe
{
    private int _handlers;
    private int _openScopes;
    private int _endedScopes;

    /// <summary>What handlers and scopes did, such as <c>"1 connected"</c> and <c>"1 disposed"</c>, in order.</summary>
    public Channel<string> Events { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Runs in the handler of an echo.</summary>
    public Func<LabSession, CancellationToken, ValueTask>? OnEcho { get; set; }

    public Exception? DisposalFailure { get; init; }

    public Exception? ConstructorFailure { get; set; }

    public bool YieldsInDisposal { get; init; }

    /// <summary>Scopes that handlers live in at this moment.</summary>
    public int OpenScopes => Volatile.Read(ref _openScopes);

    public int EndedScopes => Volatile.Read(ref _endedScopes);

    public int AddHandler()
    {
        Interlocked.Increment(ref _openScopes);
        return ConstructorFailure is null ? Interlocked.Increment(ref _handlers) : throw ConstructorFailure;
    }

    public void ScopeEnded()
    {
        Interlocked.Decrement(ref _openScopes);
        Interlocked.Increment(ref _endedScopes);
        Events.Writer.TryWrite("scope ended");
    }

    public void Note(string what) => Events.Writer.TryWrite(what);
}
