using System.Runtime.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Authorization;

public sealed class GuardedHandler(GuardedProbe probe, LabScope scope) : IGuardedServerHandler
{
    public ValueTask OnAskAsync(Ask message, GuardedSession session, CancellationToken cancellationToken) => NoteAsync($"ask {message.Text}");

    public ValueTask OnTellAsync(Tell message, GuardedSession session, CancellationToken cancellationToken) => NoteAsync($"tell {message.Text}");

    public ValueTask OnKickAsync(Kick message, GuardedSession session, CancellationToken cancellationToken) => NoteAsync($"kick {message.User}");

    public ValueTask OnShoutAsync(Shout message, GuardedSession session, CancellationToken cancellationToken) => NoteAsync($"shout {message.Text}");

    public async IAsyncEnumerable<int> OnWatchAsync(Watch message, GuardedSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await NoteAsync("watch");
        for (int i = 0; i < message.Count; i++)
            yield return i;
    }

    public async ValueTask OnStoreAsync(Store message, IAsyncEnumerable<int> stream, GuardedSession session, CancellationToken cancellationToken)
        => await NoteAsync($"store {await stream.CountAsync(cancellationToken)}");

    public async IAsyncEnumerable<int> OnConvertAsync(Convert message, IAsyncEnumerable<int> stream, GuardedSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await NoteAsync("convert");
        await foreach (int item in stream.WithCancellation(cancellationToken))
            yield return -item;
    }

    private ValueTask NoteAsync(string what)
    {
        probe.HandlerScope = scope;
        return probe.Handled.Writer.WriteAsync(what);
    }
}
