using System.Diagnostics;
using System.Text;

namespace TypedWs.Envelopes;

/// <summary>
/// The trace context that came with a message (W3C Trace Context, <c>traceparent</c> and <c>tracestate</c>), as slices of what was received: unescaped, not
/// checked, and read only where somebody traces. Both empty where there is none.
/// </summary>
/// <param name="parent">The trace and the span that the message was sent in.</param>
/// <param name="state">What tracing systems add to it.</param>
internal readonly ref struct TraceMembers(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> state)
{
    /// <summary>The longest <c>tracestate</c> that is passed on (W3C Trace Context, section 3.3.1.5). A longer one is left out.</summary>
    public const int MaxStateLength = 512;

    private readonly ReadOnlySpan<byte> _parent = parent;
    private readonly ReadOnlySpan<byte> _state = state;

    /// <summary>Reads the context. Strangers write it: what is malformed is as good as absent.</summary>
    /// <returns>False where there is none to go by.</returns>
    public bool TryParse(out ActivityContext context)
    {
        context = default;
        return _parent.Length == "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00".Length
            && ActivityContext.TryParse(Encoding.ASCII.GetString(_parent), StateText(), isRemote: true, out context);
    }

    private string? StateText()
    {
        bool isUsable = _state.Length is > 0 and <= MaxStateLength && !_state.ContainsAnyExceptInRange((byte)' ', (byte)'~');
        return isUsable ? Encoding.ASCII.GetString(_state) : null;
    }
}
