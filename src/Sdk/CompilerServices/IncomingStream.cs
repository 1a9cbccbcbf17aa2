using TypedWs.Envelopes;
using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that is answered with a stream: its handler starts when it arrives, and the answer takes along what it has yielded by then.</summary>
internal abstract class IncomingStream<TTarget, T>(string name, ValueCodec<T> codec) : IncomingMethod<TTarget>
    where TTarget : class
{
    internal sealed override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
    {
        T message;
        try
        {
            if (!envelope.TryRead(codec, out message))
                return MethodMatch.NotCanonical;

            if (envelope.Id.IsAbsent)
                throw new PayloadException("", "expected an id, because a message without one is not answered, and its stream would reach nobody");
        }
        catch (PayloadException e)
        {
            peer.RejectParams(in envelope, name, e);
            return MethodMatch.Received;
        }

        var ticket = RequestTicket.For(in envelope);
        if (!peer.HoldsRequests || !peer.TryHold(new Queued(this, peer, target, message, ticket, envelope.Message.Length)))
            Begin(peer, target, message, in ticket);
        return MethodMatch.Received;
    }

    /// <summary>Makes the stream, without starting it.</summary>
    protected abstract StreamProducer Create(Peer peer, TTarget target, T message, WireFormat format);

    private void Begin(Peer peer, TTarget target, T message, in RequestTicket ticket)
    {
        StreamProducer stream = Create(peer, target, message, ticket.Format);
        if (!peer.TryOpenStream(stream, name, in ticket))
            return;

        if (peer.RunsHandlersInline)
            Open(peer, stream, in ticket);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Method.Open(work.Peer, work.Stream, in work.Ticket), new Work(this, peer, stream, ticket), preferLocal: false);
    }

    private void Open(Peer peer, StreamProducer stream, in RequestTicket ticket)
    {
        long start = Environment.TickCount64;
        stream.Open(in ticket);
        peer.NoteBlocking(name, start);
    }

    private sealed class Work(IncomingStream<TTarget, T> method, Peer peer, StreamProducer stream, RequestTicket ticket)
    {
        public readonly RequestTicket Ticket = ticket;

        public IncomingStream<TTarget, T> Method => method;

        public Peer Peer => peer;

        public StreamProducer Stream => stream;
    }

    private sealed class Queued(IncomingStream<TTarget, T> method, Peer peer, TTarget target, T message, RequestTicket ticket, int size)
        : QueuedMessage(size, isRequest: true)
    {
        public override ValueTask RunAsync()
        {
            method.Begin(peer, target, message, in ticket);
            return ValueTask.CompletedTask;
        }
    }
}
