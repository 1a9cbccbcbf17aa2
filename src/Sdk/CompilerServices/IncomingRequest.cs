using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A request: its handler starts when it arrives, never waits for a running one, and is answered with what it returns or throws.</summary>
internal abstract class IncomingRequest<TTarget, T, TReply>(RequestMethod<T, TReply> method) : IncomingMethod<TTarget>
    where TTarget : class
{
    internal sealed override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
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

        var ticket = RequestTicket.For(in envelope);
        if (!peer.HoldsRequests || !peer.TryHold(new Queued(this, peer, target, message, ticket, envelope.Message.Length)))
            Begin(peer, target, message, in ticket);
        return MethodMatch.Received;
    }

    /// <summary>Calls the handler.</summary>
    protected abstract ValueTask<TReply> InvokeAsync(Peer peer, TTarget target, T message, CancellationToken cancellationToken);

    private void Begin(Peer peer, TTarget target, T message, in RequestTicket ticket)
    {
        RunningRequest? request = peer.TryBeginRequest(method.Name, in ticket);
        if (request is null)
            return;

        if (peer.RunsHandlersInline)
            Run(peer, target, message, request);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Method.Run(work.Peer, work.Target, work.Message, work.Request), new Work(this, peer, target, message, request), preferLocal: false);
    }

    private void Run(Peer peer, TTarget target, T message, RunningRequest request)
    {
        ValueTask<TReply> reply;
        long start = Environment.TickCount64;
        try
        {
            reply = InvokeAsync(peer, target, message, request.Token);
        }
        catch (Exception e)
        {
            reply = ValueTask.FromException<TReply>(e);
        }

        peer.NoteBlocking(method.Name, start);
        if (reply.IsCompletedSuccessfully)
            Reply(peer, request, reply.GetAwaiter().GetResult());
        else
            _ = AwaitAsync(peer, request, reply);
    }

    private void Reply(Peer peer, RunningRequest request, TReply reply)
    {
        RequestTicket ticket = request.Ticket;
        peer.EndRequest(request); // First, so that the request that the reply sets off does not find this one still counted.
        if (ticket.IsAnswered)
            peer.Reply(in ticket, method.ReplyCodec, reply);
    }

    private async Task AwaitAsync(Peer peer, RunningRequest request, ValueTask<TReply> running)
    {
        TReply reply;
        try
        {
            reply = await running.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RequestTicket ticket = request.Ticket;
            peer.HandlerFailed(method.Name, e, in ticket, peer.EndRequest(request), method.Errors);
            return;
        }

        Reply(peer, request, reply);
    }

    private readonly record struct Work(IncomingRequest<TTarget, T, TReply> Method, Peer Peer, TTarget Target, T Message, RunningRequest Request);

    private sealed class Queued(IncomingRequest<TTarget, T, TReply> method, Peer peer, TTarget target, T message, RequestTicket ticket, int size)
        : QueuedMessage(size, isRequest: true)
    {
        public override ValueTask RunAsync()
        {
            method.Begin(peer, target, message, in ticket);
            return ValueTask.CompletedTask;
        }
    }
}
