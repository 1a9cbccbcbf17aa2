using System.ComponentModel;
using System.Diagnostics;
using TypedWs.Diagnostics;

namespace TypedWs.Peers;

/// <content>The traces that messages belong to. Thread-safe.</content>
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

    /// <summary>What a message that is sent now belongs to, where that is to be told. Null where nobody traces.</summary>
    internal Activity? CurrentTrace => CallerTrace.Current is { } trace && CarriesTrace ? trace : null;
}
