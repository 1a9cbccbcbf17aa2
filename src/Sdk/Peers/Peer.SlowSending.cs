using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>
/// One-way messages to a client that does not read fast enough. To one that does they cost a look at the policy, and one whether a backlog was ever made.
/// </content>
public sealed partial class Peer
{
    private SendBacklog? _backlog; // Made by the first who needs it, by compare-exchange; never replaced.

    /// <summary>
    /// Bytes of messages that may wait because the client does not read fast enough (<see cref="SlowPolicy.DropOldest"/>, <see cref="SlowPolicy.LatestOnly"/>); one
    /// message may exceed it. Default 64 KiB.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int SlowBufferSize { get; init; } = 64 * 1024;

    private bool IsBacklogEmpty => Volatile.Read(ref _backlog) is not { IsEmpty: false };

    private SendBacklog Backlog
        => Volatile.Read(ref _backlog)
            ?? Interlocked.CompareExchange(ref _backlog, new SendBacklog(Connection, TypeOf(Format), SlowBufferSize, CountSent), null)
            ?? _backlog;

    /// <summary>Deals with a message that <see cref="TrySend(WsPreparedMessage)"/> did not take. Never waits.</summary>
    /// <param name="session">Whom it is for.</param>
    /// <param name="method">Its name on the wire.</param>
    /// <param name="policy">What is to become of it; never <see cref="SlowPolicy.Wait"/>.</param>
    /// <param name="key">Its key where the policy is <see cref="SlowPolicy.LatestOnly"/>.</param>
    /// <param name="message">The message, which is kept as it is while it waits.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void SendSlowly(SessionContext session, string method, SlowPolicy policy, object? key, WsPreparedMessage message)
    {
        // A conversation that ends refuses messages, too, and is not slow for it.
        if (!Connection.IsClosing)
            Postpone(new EncodedMessage(session, method, policy, key, message.Payload));
    }

    private ValueTask SendByPolicyAsync<T>(SessionContext? session, OneWayMethod<T> method, T message, Activity? trace, CancellationToken cancellationToken)
    {
        SlowPolicy policy = session is null ? SlowPolicy.Wait : method.WhenSlow ?? session.WhenSlow;
        if (policy == SlowPolicy.Wait)
        {
            return IsBacklogEmpty
                ? SendWhenThereIsRoomAsync(method, message, trace, cancellationToken)
                : Backlog.WaitAsync(OneWay<T>.Writer, new OneWay<T>(method, message, Format, trace), cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        var state = new OneWay<T>(method, message, Format, trace);
        if (IsBacklogEmpty && Connection.TrySendBelowMark(TypeOf(Format), OneWay<T>.Writer, state))
        {
            CountSent();
            return default;
        }

        if (!Connection.IsClosing)
            Postpone(session!, policy, in state);

        // What is refused because the connection closes, its sender is told: also where that is because of this message.
        return Connection.IsClosing ? SendWhenThereIsRoomAsync(method, message, trace, cancellationToken) : default;
    }

    private void Postpone<T>(SessionContext session, SlowPolicy policy, in OneWay<T> message)
    {
        // Not worth encoding.
        if (!MayWait(policy) && !Connection.HasRoom)
        {
            session.OnDropped(message.Method.Name, policy);
            return;
        }

        object? key = policy == SlowPolicy.LatestOnly ? message.Method.KeyOf(message.Message) : null;
        var output = new ArrayBufferWriter<byte>();
        OneWay<T>.Writer(output, message);
        Postpone(new EncodedMessage(session, message.Method.Name, policy, key, output.WrittenMemory));
    }

    /// <summary>Lets a message wait, or drops it. Sessions are told of what was dropped here, where no lock is held.</summary>
    private void Postpone(EncodedMessage message)
    {
        if (MayWait(message.Policy))
        {
            foreach (EncodedMessage dropped in Backlog.Defer(message) ?? [])
                dropped.OnDropped();
        }
        else if (!Connection.HasRoom || !Backlog.TryFollow(message))
        {
            message.OnDropped();
        }
    }

    /// <summary>Whether the message waits while there is no room. Others follow what waits once there is room again: until then their client is too slow for them.</summary>
    private static bool MayWait(SlowPolicy policy) => policy is SlowPolicy.DropOldest or SlowPolicy.LatestOnly;

    private async ValueTask FlushBacklogAsync(CancellationToken cancellationToken)
    {
        await Backlog.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await Connection.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void CountSent() => Interlocked.Increment(ref _messagesSent);
}
