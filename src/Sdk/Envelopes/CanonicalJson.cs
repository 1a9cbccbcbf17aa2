using System.Buffers;
using System.Buffers.Text;

namespace TypedWs.Envelopes;

/// <summary>
/// Recognises JSON envelopes by the exact bytes in which this library writes them, without tokenising. Anything else is left to <see cref="JsonEnvelope"/>.
/// </summary>
/// <remarks>The envelope's members are set one by one, for the reason that <see cref="CanonicalMessagePack"/> gives.</remarks>
internal static class CanonicalJson
{
    /// <summary>What ends a name, or is more than plain text in it: the quote, the backslash, and control characters, which JSON does not allow.</summary>
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(c => (byte)c)]);

    private static ReadOnlySpan<byte> Start => "{\"jsonrpc\":\"2.0\","u8;

    private static ReadOnlySpan<byte> Method => "\"method\":\""u8;

    private static ReadOnlySpan<byte> Id => "\"id\":"u8;

    private static ReadOnlySpan<byte> Params => ",\"params\":"u8;

    private static ReadOnlySpan<byte> Result => ",\"result\":"u8;

    private static ReadOnlySpan<byte> TraceParent => ",\"traceparent\":\""u8;

    private static ReadOnlySpan<byte> TraceState => ",\"tracestate\":\""u8;

    /// <summary>Recognises an envelope.</summary>
    /// <returns>False where the general reader must look at it.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> message, out Envelope envelope)
    {
        envelope = default;
        ReadOnlySpan<byte> rest = message.Span;
        if (!TrySkip(ref rest, Start))
            return false;

        if (TrySkip(ref rest, Method))
        {
            envelope.Kind = EnvelopeKind.OneWay;
            return TryReadMethod(message, rest, ref envelope);
        }

        if (!TrySkip(ref rest, Id) || !TryReadId(ref rest, out long id))
            return false;

        envelope.Id = RequestId.FromNumber(id);
        if (TrySkip(ref rest, Result))
        {
            envelope.Kind = EnvelopeKind.Result;
            envelope.Body = Tail(message, rest);
            envelope.IsSpeculative = true;
            envelope.Message = message;
            return true;
        }

        envelope.Kind = EnvelopeKind.Request;
        return TrySkip(ref rest, ","u8) && TrySkip(ref rest, Method) && TryReadMethod(message, rest, ref envelope);
    }

    /// <summary>Recognises what follows a body: the closing brace, or trace members and the closing brace.</summary>
    /// <returns>False where the general reader must look at it.</returns>
    public static bool TryReadEnd(ReadOnlySpan<byte> end, out TraceMembers trace)
    {
        trace = default;
        return end.SequenceEqual("}"u8) || TryReadTrace(end, out trace);
    }

    private static bool TryReadTrace(ReadOnlySpan<byte> end, out TraceMembers trace)
    {
        trace = default;
        if (!TrySkip(ref end, TraceParent) || !TryReadPlain(ref end, out ReadOnlySpan<byte> parent))
            return false;

        ReadOnlySpan<byte> state = default;
        if (TrySkip(ref end, TraceState) && !TryReadPlain(ref end, out state))
            return false;

        trace = new TraceMembers(parent, state);
        return end.SequenceEqual("}"u8);
    }

    /// <summary>Reads the rest of a string without escapes, and the quote that ends it.</summary>
    private static bool TryReadPlain(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        int end = rest.IndexOfAny(NotPlain);
        bool isPlain = end >= 0 && rest[end] == '"';
        text = isPlain ? rest[..end] : default;
        rest = isPlain ? rest[(end + 1)..] : rest;
        return isPlain;
    }

    private static bool TryReadMethod(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> rest, ref Envelope envelope)
    {
        if (!TryReadPlain(ref rest, out ReadOnlySpan<byte> method))
            return false;

        bool hasParams = TrySkip(ref rest, Params);
        if (hasParams)
        {
            envelope.Body = Tail(message, rest);
            envelope.IsSpeculative = true;
        }
        else
        {
            if (!TryReadEnd(rest, out TraceMembers trace))
                return false;
            envelope.Trace = trace;
        }

        envelope.Method = method;
        envelope.Message = message;
        return true;
    }

    /// <summary>Reads an integer as JSON writes it: the parser would also take <c>+7</c> and <c>007</c>, which are no JSON.</summary>
    private static bool TryReadId(ref ReadOnlySpan<byte> rest, out long id)
    {
        id = 0;
        bool isCanonical = rest is [(byte)'0', < (byte)'0' or > (byte)'9', ..] or [>= (byte)'1' and <= (byte)'9', ..] or [(byte)'-', >= (byte)'1' and <= (byte)'9', ..];
        if (!isCanonical || !Utf8Parser.TryParse(rest, out id, out int length))
            return false;

        rest = rest[length..];
        return true;
    }

    private static ReadOnlyMemory<byte> Tail(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> rest) => message[^rest.Length..];

    private static bool TrySkip(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;

        rest = rest[expected.Length..];
        return true;
    }
}
