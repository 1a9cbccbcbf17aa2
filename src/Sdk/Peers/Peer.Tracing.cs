using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>What traces and metrics are told of messages. Thread-safe.</content>
public sealed partial class Peer
{
    /// <summary>
    /// Whether both sides said in the handshake that MessagePack messages may carry a trace context. JSON messages may in any case: who does not know its members
    /// ignores them. Set before <see cref="Attach"/>. Default false.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsTraceNegotiated { get; set; }

    /// <summary>Whether messages of this side say which trace they belong to.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool CarriesTrace => _options.PropagateTraceContext && (Format == WireFormat.Json || IsTraceNegotiated);

    /// <summary>What a message that is sent now belongs to; null where nobody traces.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Activity? CurrentTrace => CallerTrace.Of(null);

    /// <summary>What metrics say of this side, a server; null where it is no endpoint's.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public MeasuredEndpoint? Endpoint { get; init; }

    /// <summary>The server that this side, a client, is connected to; for spans. Null where it is not known. Set before <see cref="Attach"/>.</summary>
    internal Uri? Server { get; set; }

    /// <summary>Which side of the connection this is.</summary>
    internal WsRole Role => Connection.Role;

    /// <summary>How many received messages wait for their handlers; a snapshot.</summary>
    internal int QueuedMessageCount => _queue.Count;

    /// <summary>Begins the span and the measurement of a request that is about to be sent.</summary>
    internal OutgoingCall StartCall(string method) => OutgoingCall.Start(method, Format, Server);

    /// <summary>What a message that is sent now tells the other side that it belongs to: its own span, or else the caller's. Null where nobody traces.</summary>
    internal Activity? TraceToSend(Activity? own) => CallerTrace.Of(own) is { } trace && CarriesTrace ? trace : null;

    /// <summary>Counts a message that no handler gets to see.</summary>
    /// <param name="reason">What kept it from its handler; one of a fixed list.</param>
    /// <param name="method">Its name, where it is one of the contract's: a stranger's is no tag.</param>
    private void CountRefused(string reason, string? method = null) => RpcMetrics.MessageRefused(reason, method, Endpoint);

    /// <summary>What answering a message that was received needs to know, its span among it.</summary>
    internal RequestTicket CreateTicket(scoped in Envelope envelope, string method, ActivityKind kind, scoped in TraceMembers trace)
        => RpcActivities.HasListeners ? CreateTracedTicket(in envelope, method, kind, in trace) : RequestTicket.For(in envelope);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RequestTicket CreateTracedTicket(scoped in Envelope envelope, string method, ActivityKind kind, scoped in TraceMembers trace)
    {
        Activity? activity
            = RpcActivities.CreateReceived(kind, method, envelope.Format, envelope.Id, _options.PropagateTraceContext ? trace : default);
        return RequestTicket.For(in envelope) with { Activity = activity };
    }
}
