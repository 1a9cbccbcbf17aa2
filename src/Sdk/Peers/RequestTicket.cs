using System.Diagnostics;
using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <summary>What answering a request of the other side needs. A ticket without an id belongs to a message that is not answered.</summary>
/// <param name="Id">The request's id, echoed as it came.</param>
/// <param name="Format">The request's format; its reply has the same.</param>
/// <param name="Batch">The batch that the reply joins, if the request came in one.</param>
/// <param name="Activity">The span of its handler, to be started with it; null where nobody traces.</param>
internal readonly record struct RequestTicket(RequestId Id, WireFormat Format, BatchReply? Batch, Activity? Activity = null)
{
    public bool IsAnswered => !Id.IsAbsent;

    public static RequestTicket For(scoped in Envelope envelope) => new(envelope.Id, envelope.Format, envelope.Batch);
}
