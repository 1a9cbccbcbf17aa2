using System.Diagnostics;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A request: its handler starts when it arrives, without waiting for a running one unless the order is strict, and is answered with what it returns or throws.</summary>
internal abstract class IncomingRequest<TTarget, T, TReply>(RequestMethod<T, TReply> method) : IncomingMethod<TTarget>
    where TTarget : class
{
    private string Name => method.Name;

    internal sealed override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
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

        var call = new Call(this, peer, target, message, peer.CreateTicket(in envelope, method.Name, ActivityKind.Server, in trace), envelope.Message.Length);
        peer.StartAtOnce(ref call);
        return MethodMatch.Received;
    }

    protected virtual MessageKind Kind => MessageKind.Request;

    /// <summary>The message as the contract has it.</summary>
    protected virtual object GetContract(T message) => message!;

    /// <summary>Calls the handler.</summary>
    protected abstract ValueTask<TReply> InvokeAsync(Peer peer, TTarget target, T message, CancellationToken cancellationToken);

    private ValueTask<CallOutcome> RunAsync(Peer peer, TTarget target, T message, RunningRequest request)
    {
        ValueTask<TReply> reply;
        try
        {
            if (peer.HasStrictOrder)
                request.Token.ThrowIfCancellationRequested(); // While it waited for its turn.

            reply = peer.CallsDirectly(method.Name) ? InvokeAsync(peer, target, message, request.Token) : CallAsync(peer, target, message, request.Token);
        }
        catch (Exception e)
        {
            reply = ValueTask.FromException<TReply>(e);
        }

        if (!reply.IsCompletedSuccessfully)
            return new ValueTask<CallOutcome>(FinishAsync(peer, request, reply));

        Reply(peer, request, reply.GetAwaiter().GetResult());
        return default;
    }

    private ValueTask<TReply> CallAsync(Peer peer, TTarget target, T message, CancellationToken cancellationToken)
        => peer.CallAsync(Kind, method.Name, GetContract(message), target, () => InvokeAsync(peer, target, message, cancellationToken), cancellationToken);

    private void Reply(Peer peer, RunningRequest request, TReply reply)
    {
        RequestTicket ticket = request.Ticket;
        peer.EndRequest(request); // First, so that the request that the reply sets off does not find this one still counted.
        if (ticket.IsAnswered)
            peer.Reply(in ticket, method.ReplyCodec, reply);
        peer.Answered();
    }

    private async Task<CallOutcome> FinishAsync(Peer peer, RunningRequest request, ValueTask<TReply> running)
    {
        TReply reply;
        try
        {
            reply = await running.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RequestTicket ticket = request.Ticket;
            CallOutcome outcome = peer.HandlerFailed(method.Name, e, in ticket, peer.EndRequest(request), method.Errors);
            peer.Answered();
            return outcome;
        }

        Reply(peer, request, reply);
        return default;
    }

    private struct Call(IncomingRequest<TTarget, T, TReply> incoming, Peer peer, TTarget target, T message, RequestTicket ticket, int size) : IHandlerCall
    {
        private RunningRequest? _request; // From TryBegin on.

        public readonly string Method => incoming.Name;

        public readonly RequestTicket Ticket => ticket;

        public readonly Activity? Activity => ticket.Activity;

        public readonly bool IsStream => false;

        public readonly int Size => size;

        public bool TryBegin() => (_request = peer.TryBeginRequest(incoming.Name, in ticket)) is not null;

        public readonly void Drop() => peer.ReleaseRequest(_request!);

        public readonly ValueTask<CallOutcome> RunAsync() => incoming.RunAsync(peer, target, message, _request!);
    }
}
