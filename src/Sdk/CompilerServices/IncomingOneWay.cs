using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A one-way message: handled one at a time and in order. Where a foreign peer sends it with an id, it is acknowledged when handled.</summary>
internal sealed class IncomingOneWay<TTarget, T>(OneWayMethod<T> method, Func<TTarget, T, CancellationToken, ValueTask> handler) : IncomingMethod<TTarget>
    where TTarget : class
{
    internal override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
    {
        T message;
        try
        {
            if (!envelope.TryRead(method.Codec, out message))
                return MethodMatch.NotCanonical;
        }
        catch (PayloadException e)
        {
            peer.RejectParams(in envelope, method.Name, e);
            return MethodMatch.Received;
        }

        if (!peer.CanRunInline || envelope.Kind == EnvelopeKind.Request)
        {
            peer.Enqueue(new Queued(this, peer, target, message, RequestTicket.For(in envelope), envelope.Message.Length));
            return MethodMatch.Received;
        }

        ValueTask handled = Invoke(peer, target, message);
        if (handled.IsCompletedSuccessfully)
            handled.GetAwaiter().GetResult();
        else
            peer.FollowHandler(FinishAsync(peer, handled, default));
        return MethodMatch.Received;
    }

    private ValueTask Invoke(Peer peer, TTarget target, T message)
    {
        long start = Environment.TickCount64;
        try
        {
            return handler(target, message, peer.Disconnected);
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
        finally
        {
            peer.NoteBlocking(method.Name, start);
        }
    }

    private async ValueTask FinishAsync(Peer peer, ValueTask handled, RequestTicket ticket)
    {
        try
        {
            await handled.ConfigureAwait(false);
            if (ticket.IsAnswered)
                peer.Reply(in ticket, Codecs.Acknowledgement, default);
        }
        catch (Exception e)
        {
            peer.HandlerFailed(method.Name, e, in ticket, wasCancelled: false, ErrorTable.Empty);
        }
    }

    private sealed class Queued(IncomingOneWay<TTarget, T> method, Peer peer, TTarget target, T message, RequestTicket ticket, int size) : QueuedMessage(size)
    {
        public override ValueTask RunAsync() => method.FinishAsync(peer, method.Invoke(peer, target, message), ticket);
    }
}
