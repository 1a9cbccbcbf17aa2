using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;

namespace TypedWs.Peers;

/// <content>What must be admitted before anything of the application sees it. Other messages cost a look at the guard, where there is one.</content>
public sealed partial class Peer
{
    /// <summary>Judges what arrives; null to admit everything.</summary>
    public MessageGuard? Guard { get; init; }

    private bool IsGuarded(string method) => Guard?.Covers(method) == true;

    private async ValueTask<TReply> CallGuardedAsync<TReply>(string method, object target, Func<ValueTask<TReply>> call)
    {
        await AdmitAsync(method, target).ConfigureAwait(false);
        return await call().ConfigureAwait(false);
    }

    private async IAsyncEnumerable<TItem> EnumerateGuardedAsync<TItem>(
        string method,
        object target,
        Func<IAsyncEnumerable<TItem>> call,
        [EnumeratorCancellation] CancellationToken stopped)
    {
        await AdmitAsync(method, target).ConfigureAwait(false);
        await foreach (TItem item in call().WithCancellation(stopped).ConfigureAwait(false))
            yield return item;
    }

    private async ValueTask AdmitAsync(string method, object target)
    {
        if (!await Guard!.AdmitsAsync(method, (TypedWsSession)target).ConfigureAwait(false))
            throw new ForbiddenException(method);
    }
}
