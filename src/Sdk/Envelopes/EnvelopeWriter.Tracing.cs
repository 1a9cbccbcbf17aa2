using System.Buffers;
using System.Diagnostics;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <content>The trace context, which stands behind everything else: an envelope without one is written as ever.</content>
internal static partial class EnvelopeWriter
{
    /// <summary>Ends an envelope, <c>,"traceparent":"…","tracestate":"…"}</c>.</summary>
    private static void WriteJsonEnd(IBufferWriter<byte> output, Activity? trace)
    {
        if (trace is not null)
        {
            output.Write(",\"traceparent\":"u8);
            WriteJson(output, Codecs.String, trace.Id!);
            if (StateOf(trace) is { } state)
            {
                output.Write(",\"tracestate\":"u8);
                WriteJson(output, Codecs.String, state);
            }
        }

        output.Write("}"u8);
    }

    /// <summary>Writes the last element of an envelope that has one more than others, <c>{"traceparent": "…", "tracestate": "…"}</c>.</summary>
    private static void WriteTrailer(IBufferWriter<byte> output, Activity? trace)
    {
        if (trace is null)
            return;

        string? state = StateOf(trace);
        var writer = new MessagePackValueWriter(output);
        writer.WriteMapHeader(state is null ? 1 : 2);
        writer.WriteString("traceparent");
        writer.WriteString(trace.Id!);
        if (state is not null)
        {
            writer.WriteString("tracestate");
            writer.WriteString(state);
        }

        writer.Flush();
    }

    private static string? StateOf(Activity trace) => trace.TraceStateString is { Length: > 0 and <= TraceMembers.MaxStateLength } state ? state : null;
}
