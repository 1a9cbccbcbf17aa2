using System.Buffers.Text;

namespace TypedWs.Envelopes;

/// <summary>
/// Recognises JSON envelopes by the exact bytes in which this library writes them, without tokenising. Anything else is left to <see cref="JsonEnvelope"/>.
/// </summary>
internal static class CanonicalJson
{
    private static ReadOnlySpan<byte> Start => "{\"jsonrpc\":\"2.0\","u8;

    private static ReadOnlySpan<byte> Method => "\"method\":\""u8;

    private static ReadOnlySpan<byte> Id => "\"id\":"u8;

    private static ReadOnlySpan<byte> Params => ",\"params\":"u8;

    private static ReadOnlySpan<byte> Result => ",\"result\":"u8;

    /// <summary>Recognises an envelope.</summary>
    /// <returns>False where the general reader must look at it.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> message, out Envelope envelope)
    {
        envelope = default;
        ReadOnlySpan<byte> rest = message.Span;
        if (!TrySkip(ref rest, Start))
            return false;

        if (TrySkip(ref rest, Method))
            return TryReadMethod(message, rest, default, out envelope);

        if (!TrySkip(ref rest, Id) || !Utf8Parser.TryParse(rest, out long number, out int digits))
            return false;

        rest = rest[digits..];
        var id = RequestId.FromNumber(number);
        if (TrySkip(ref rest, Result))
        {
            envelope = new Envelope { Kind = EnvelopeKind.Result, Id = id, Body = Tail(message, rest), IsSpeculative = true, Message = message };
            return true;
        }

        return TrySkip(ref rest, ","u8) && TrySkip(ref rest, Method) && TryReadMethod(message, rest, id, out envelope);
    }

    private static bool TryReadMethod(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> rest, RequestId id, out Envelope envelope)
    {
        envelope = default;
        int end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || rest[end] == '\\')
            return false;

        ReadOnlySpan<byte> method = rest[..end];
        rest = rest[(end + 1)..];
        bool hasParams = TrySkip(ref rest, Params);
        if (!hasParams && !rest.SequenceEqual("}"u8))
            return false;

        envelope = new Envelope
        {
            Kind = id.IsAbsent ? EnvelopeKind.OneWay : EnvelopeKind.Request,
            Id = id,
            Method = method,
            Body = hasParams ? Tail(message, rest) : default,
            IsSpeculative = hasParams,
            Message = message,
        };
        return true;
    }

    private static ReadOnlyMemory<byte> Tail(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> rest) => message[^rest.Length..];

    private static bool TrySkip(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;

        rest = rest[expected.Length..];
        return true;
    }
}
