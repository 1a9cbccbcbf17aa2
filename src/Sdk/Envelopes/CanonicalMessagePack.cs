using System.Buffers.Binary;
using MessagePack;

namespace TypedWs.Envelopes;

/// <summary>
/// Recognises MessagePack-RPC envelopes in the shortest form, in which this library and most others write them, byte by byte. Anything else is left to
/// <see cref="MessagePackEnvelope"/>.
/// </summary>
/// <remarks>
/// The envelope's members are set one by one, in the caller's memory: it is large, and to copy it right after writing it would take longer than everything else here.
/// </remarks>
internal static class CanonicalMessagePack
{
    private const byte ArrayOf3 = MessagePackCode.MinFixArray | 3;
    private const byte ArrayOf4 = MessagePackCode.MinFixArray | 4;

    /// <summary>Recognises an envelope.</summary>
    /// <returns>False where the general reader must look at it.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> message, out Envelope envelope)
    {
        envelope = default;
        ReadOnlySpan<byte> bytes = message.Span;
        if (bytes is [ArrayOf3, MessagePackEnvelope.OneWay, ..])
        {
            envelope.Kind = EnvelopeKind.OneWay;
            return TryReadMethod(message, bytes[2..], ref envelope);
        }

        if (bytes is not [ArrayOf4, MessagePackEnvelope.Request or MessagePackEnvelope.Reply, ..])
            return false;

        byte type = bytes[1];
        bytes = bytes[2..];
        if (!TryReadId(ref bytes, out long id))
            return false;

        envelope.Id = RequestId.FromNumber(id);
        if (type == MessagePackEnvelope.Request)
        {
            envelope.Kind = EnvelopeKind.Request;
            return TryReadMethod(message, bytes, ref envelope);
        }

        if (bytes is not [MessagePackCode.Nil, _, ..])
            return false;

        envelope.Kind = EnvelopeKind.Result;
        envelope.Format = WireFormat.MessagePack;
        envelope.Body = message[^(bytes.Length - 1)..];
        envelope.Message = message;
        return true;
    }

    private static bool TryReadMethod(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> rest, ref Envelope envelope)
    {
        int start;
        int length;
        switch (rest)
        {
            case [>= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr, ..]:
                (start, length) = (1, rest[0] & 0x1f);
                break;
            case [MessagePackCode.Str8, _, ..]:
                (start, length) = (2, rest[1]);
                break;
            default:
                return false;
        }

        // At least one byte of the body.
        int end = start + length;
        if (end >= rest.Length || !IsBody(rest[end]))
            return false;

        envelope.Format = WireFormat.MessagePack;
        envelope.Method = rest.Slice(start, length);
        envelope.Body = message[^(rest.Length - end)..];
        envelope.Message = message;
        return true;
    }

    private static bool IsBody(byte code)
        => code is (>= MessagePackCode.MinFixMap and <= MessagePackCode.MaxFixArray) or MessagePackCode.Nil or (>= MessagePackCode.Array16 and <= MessagePackCode.Map32);

    private static bool TryReadId(ref ReadOnlySpan<byte> rest, out long id)
    {
        int size;
        switch (rest)
        {
            case [<= MessagePackCode.MaxFixInt, ..]:
                (id, size) = (rest[0], 1);
                break;
            case [MessagePackCode.UInt8, _, ..]:
                (id, size) = (rest[1], 2);
                break;
            case [MessagePackCode.UInt16, _, _, ..]:
                (id, size) = (BinaryPrimitives.ReadUInt16BigEndian(rest[1..]), 3);
                break;
            case [MessagePackCode.UInt32, _, _, _, _, ..]:
                (id, size) = (BinaryPrimitives.ReadUInt32BigEndian(rest[1..]), 5);
                break;
            default:
                id = 0;
                return false;
        }

        rest = rest[size..];
        return true;
    }
}
