using System.Threading.Tasks.Sources;

namespace LoadTest.Messages;

/// <summary>
/// The callers that wait for a reply, found by the number of their message: what somebody who writes the protocol by hand would have, at its cheapest.
/// The numbers under way at a time must differ modulo <see cref="Slots"/>. An idle connection holds nothing of it.
/// </summary>
internal sealed class Replies
{
    private const int Slots = 64;

    private Slot?[]? _slots;

    /// <summary>Called before the message is sent.</summary>
    public ValueTask<bool> ExpectAsync(long seq) => ((_slots ??= new Slot[Slots])[seq % Slots] ??= new Slot()).Expect();

    /// <summary>Called when the reply came.</summary>
    public void Complete(long seq, bool whole) => _slots![seq % Slots]!.Complete(whole);

    private sealed class Slot : IValueTaskSource<bool>
    {
        // Continuations run in the receive loop, as those of the fastest peers do.
        private ManualResetValueTaskSourceCore<bool> _core;

        public ValueTask<bool> Expect()
        {
            _core.Reset();
            return new ValueTask<bool>(this, _core.Version);
        }

        public void Complete(bool whole) => _core.SetResult(whole);

        bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
            => _core.OnCompleted(continuation, state, token, flags);
    }
}
