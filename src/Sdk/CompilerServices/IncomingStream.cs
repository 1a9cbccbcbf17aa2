using System.Diagnostics;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that is answered with a stream: its handler starts when it arrives, or in strict order when its turn comes, and the answer takes along what it has yielded by then.</summary>
internal abstract class IncomingStream<TTarget, T>(string name, ValueCodec<T> codec) : IncomingMethod<TTarget>
    where TTarget : class
{
    private string Name => name;

    internal sealed override MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope)
    {
        T message;
        TraceMembers trace;
        try
        {
            if (!envelope.TryRead(codec, out message, out trace))
                return MethodMatch.NotCanonical;

            if (envelope.Id.IsAbsent)
                throw new PayloadException("", "expected an id, because a message without one is not answered, and its stream would reach nobody");
        }
        catch (PayloadException e)
        {
            peer.RejectParams(in envelope, name, e);
            return MethodMatch.Received;
        }

        var call = new Call(this, peer, target, message, peer.CreateTicket(in envelope, name, ActivityKind.Server, in trace), envelope.Message.Length);
        peer.StartAtOnce(ref call);
        return MethodMatch.Received;
    }

    /// <summary>Makes the stream, without starting it.</summary>
    protected abstract StreamProducer Create(Peer peer, TTarget target, T message, WireFormat format);

    private struct Call(IncomingStream<TTarget, T> incoming, Peer peer, TTarget target, T message, RequestTicket ticket, int size) : IHandlerCall
    {
        private StreamProducer? _stream; // From TryBegin on; in strict order when its turn comes.
        private RunningRequest? _waiting; // In strict order, from TryBegin on: what can be cancelled meanwhile.

        public readonly string Method => incoming.Name;

        public readonly RequestTicket Ticket => ticket;

        public readonly Activity? Activity => ticket.Activity;

        public readonly bool IsStream => true;

        public readonly int Size => size;

        public bool TryBegin()
        {
            if (!peer.HasStrictOrder)
                return TryCreate();

            _waiting = peer.TryBeginRequest(incoming.Name, in ticket);
            return _waiting is not null;
        }

        public readonly void Drop()
        {
            // Only what waits for its turn is dropped.
            if (_waiting is not null)
                peer.ReleaseRequest(_waiting);
        }

        public ValueTask<CallOutcome> RunAsync()
        {
            if (_waiting is not null)
            {
                if (peer.ReleaseRequest(_waiting))
                {
                    peer.HandlerFailed(incoming.Name, new OperationCanceledException(), in ticket, wasCancelled: true, ErrorTable.Empty);
                    return default;
                }

                if (!TryCreate())
                    return default;
            }

            _stream!.Open(in ticket);
            return _stream.Called.IsCompleted ? default : WaitAsync(_stream.Called);
        }

        private static async ValueTask<CallOutcome> WaitAsync(Task called)
        {
            await called.ConfigureAwait(false);
            return default;
        }

        private bool TryCreate()
        {
            _stream = incoming.Create(peer, target, message, ticket.Format);
            return peer.TryOpenStream(_stream, incoming.Name, in ticket);
        }
    }
}
