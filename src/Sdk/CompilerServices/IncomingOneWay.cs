using System.Diagnostics;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A one-way message: handled one at a time and in order. Where a foreign peer sends it with an id, it is acknowledged when handled.</summary>
internal sealed class IncomingOneWay<TTarget, T>(OneWayMethod<T> method, Func<TTarget, T, CancellationToken, ValueTask> handler) : IncomingMethod<TTarget>
    where TTarget : class
{
    private string Name => method.Name;

    internal override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
    {
        T message;
        TraceMembers trace;
        try
        {
            if (!envelope.TryRead(method.Codec, out message, out trace))
                return MethodMatch.NotCanonical;
        }
        catch (PayloadException e)
        {
            peer.RejectParams(in envelope, method.Name, e);
            return MethodMatch.Received;
        }

        var call = new Call(this, peer, target, message, peer.CreateTicket(in envelope, method.Name, ActivityKind.Consumer, in trace), envelope.Message.Length);
        peer.StartInOrder(ref call);
        return MethodMatch.Received;
    }

    private ValueTask<CallOutcome> RunAsync(Peer peer, TTarget target, T message, in RequestTicket ticket)
    {
        ValueTask handled;
        try
        {
            handled = peer.CallsDirectly(method.Name) ? handler(target, message, peer.Disconnected) : CallAsync(peer, target, message);
        }
        catch (Exception e)
        {
            handled = ValueTask.FromException(e);
        }

        if (!handled.IsCompletedSuccessfully || ticket.IsAnswered)
            return new ValueTask<CallOutcome>(FinishAsync(peer, handled, ticket));

        handled.GetAwaiter().GetResult();
        return default;
    }

    private async ValueTask CallAsync(Peer peer, TTarget target, T message)
        => await peer.CallAsync(
            MessageKind.OneWay,
            method.Name,
            message!,
            target,
            () => Incoming.Acknowledge(handler(target, message, peer.Disconnected)),
            peer.Disconnected).ConfigureAwait(false);

    private async Task<CallOutcome> FinishAsync(Peer peer, ValueTask handled, RequestTicket ticket)
    {
        try
        {
            await handled.ConfigureAwait(false);
            if (ticket.IsAnswered)
                peer.Reply(in ticket, Codecs.Acknowledgement, default);
            return default;
        }
        catch (Exception e)
        {
            return peer.HandlerFailed(method.Name, e, in ticket, wasCancelled: false, ErrorTable.Empty);
        }
    }

    private readonly struct Call(IncomingOneWay<TTarget, T> incoming, Peer peer, TTarget target, T message, RequestTicket ticket, int size) : IHandlerCall
    {
        public string Method => incoming.Name;

        public RequestTicket Ticket => ticket;

        public Activity? Activity => ticket.Activity;

        public bool IsStream => false;

        public int Size => size;

        public bool TryBegin() => true;

        public void Drop()
        {
        }

        public ValueTask<CallOutcome> RunAsync() => incoming.RunAsync(peer, target, message, in ticket);
    }
}
