using System.Collections.Concurrent;

namespace TypedWs.Peers;

/// <summary>Keeps completed calls for reuse, shared by all conversations of the process. Thread-safe.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
internal static class PendingCallPool<TReply>
{
    private const int MaxKept = 256;

    private static readonly ConcurrentQueue<PendingCall<TReply>> Kept = new();

    public static PendingCall<TReply> Rent() => Kept.TryDequeue(out PendingCall<TReply>? call) ? call : new PendingCall<TReply>();

    public static void Return(PendingCall<TReply> call)
    {
        if (Kept.Count < MaxKept)
            Kept.Enqueue(call);
    }
}
