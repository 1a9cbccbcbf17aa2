using System.Threading.Channels;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>Keeps what it is told, such as <c>joined room</c>, in order.</summary>
internal sealed class RecordingObserver : IGroupObserver<TypedWsSession>
{
    public Channel<(string What, string SessionId)> Told { get; } = Channel.CreateUnbounded<(string What, string SessionId)>();

    /// <summary>Runs before anything is kept.</summary>
    public Func<string, TypedWsSession, ValueTask>? OnTold { get; set; }

    public ValueTask OnJoinedAsync(string group, TypedWsSession session, CancellationToken cancellationToken) => TellAsync($"joined {group}", session);

    public ValueTask OnLeftAsync(string group, TypedWsSession session, CancellationToken cancellationToken) => TellAsync($"left {group}", session);

    /// <summary>The next thing that it was told.</summary>
    public async Task<string> NextAsync() => (await Told.Soon()).What;

    /// <summary>All that it was told and that was not taken yet.</summary>
    public IReadOnlyList<(string What, string SessionId)> TakeAll()
    {
        var all = new List<(string What, string SessionId)>();
        while (Told.Reader.TryRead(out (string What, string SessionId) told))
            all.Add(told);
        return all;
    }

    private async ValueTask TellAsync(string what, TypedWsSession session)
    {
        if (OnTold is { } hook)
            await hook(what, session);
        await Told.Writer.WriteAsync((what, session.Id));
    }
}
