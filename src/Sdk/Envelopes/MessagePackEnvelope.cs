using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>
/// Reads MessagePack-RPC messages: <c>[0, id, method, params]</c>, <c>[1, id, error, result]</c> and <c>[2, method, params]</c>. The first and the last may end with
/// one more element, a map that holds the trace context.
/// </summary>
internal static class MessagePackEnvelope
{
    public const byte Request = 0;
    public const byte Reply = 1;
    public const byte OneWay = 2;

    public static Envelope Read(ReadOnlyMemory<byte> message)
    {
        bool isReply = false;
        try
        {
            var reader = new MessagePackReader(message);
            if (reader.NextMessagePackType != MessagePackType.Array)
                return Invalid("Expected a MessagePack-RPC array.");

            int count = reader.ReadArrayHeader();
            if (count == 0 || reader.NextMessagePackType != MessagePackType.Integer)
                return Invalid("Expected a message type: 0, 1 or 2.");

            long type = reader.ReadInt64();
            isReply = type == Reply;
            return (type, count) switch
            {
                (Request, 4 or 5) => ReadMethod(message, ref reader, hasId: true, hasTrailer: count == 5),
                (OneWay, 3 or 4) => ReadMethod(message, ref reader, hasId: false, hasTrailer: count == 4),
                (Reply, 4) => ReadReply(message, ref reader),
                (Reply, _) => MalformedReply(message),
                _ => Invalid("Expected [0, id, method, params], [1, id, error, result] or [2, method, params]."),
            };
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException or PayloadException
            or ArgumentOutOfRangeException) // The library's, for a string that claims 2 GiB and more.
        {
            return isReply ? MalformedReply(message) : Envelope.Invalid(WireFormat.MessagePack, ErrorCodes.ParseError, "The bytes are not valid MessagePack.");
        }
    }

    private static Envelope Invalid(string problem, RequestId id = default)
        => Envelope.Invalid(WireFormat.MessagePack, ErrorCodes.InvalidRequest, problem, id);

    private static Envelope MalformedReply(ReadOnlyMemory<byte> message)
        => new() { Kind = EnvelopeKind.MalformedReply, Format = WireFormat.MessagePack, Message = message };

    private static Envelope ReadMethod(ReadOnlyMemory<byte> message, scoped ref MessagePackReader reader, bool hasId, bool hasTrailer)
    {
        RequestId id = default;
        if (hasId && !TryReadId(ref reader, out id))
            return Invalid("id must be an integer, a string or nil.");

        if (reader.NextMessagePackType != MessagePackType.String || !reader.TryReadStringSpan(out ReadOnlySpan<byte> method))
            return Invalid("method must be a string.", id);

        ReadOnlyMemory<byte> body = message[(int)reader.Consumed..];
        if (body.IsEmpty)
            return Invalid("params must be an array or a map.", id);

        if (reader.NextMessagePackType is not (MessagePackType.Array or MessagePackType.Map or MessagePackType.Nil))
            return Invalid("params must be an array or a map.", id);

        TraceMembers trace = default;
        if (hasTrailer)
        {
            ReadOnlyMemory<byte> values = body;
            body = FirstValue(values);
            trace = ReadTrailer(FirstValue(values[body.Length..]));
        }

        return new Envelope
        {
            Kind = hasId ? EnvelopeKind.Request : EnvelopeKind.OneWay,
            Format = WireFormat.MessagePack,
            Id = id,
            Method = method,
            Body = body,
            Trace = trace,
            Message = message,
        };
    }

    /// <summary>Looks for a trace context in the last element. A trace context never makes a message invalid: what is something else is left alone.</summary>
    private static TraceMembers ReadTrailer(ReadOnlyMemory<byte> trailer)
    {
        var reader = new MessagePackReader(trailer);
        if (reader.NextMessagePackType != MessagePackType.Map)
            return default;

        ReadOnlySpan<byte> parent = default;
        ReadOnlySpan<byte> state = default;
        for (int count = reader.ReadMapHeader(); count > 0; count--)
        {
            ReadOnlySpan<byte> name = ReadText(ref reader);
            ReadOnlySpan<byte> value = ReadText(ref reader);
            if (name.SequenceEqual("traceparent"u8))
                parent = value;
            else if (name.SequenceEqual("tracestate"u8))
                state = value;
        }

        return new TraceMembers(parent, state);
    }

    /// <summary>Reads a value; empty where it is no string.</summary>
    private static ReadOnlySpan<byte> ReadText(scoped ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType == MessagePackType.String && reader.TryReadStringSpan(out ReadOnlySpan<byte> text))
            return text;

        reader.Skip();
        return default;
    }

    private static Envelope ReadReply(ReadOnlyMemory<byte> message, scoped ref MessagePackReader reader)
    {
        if (!TryReadId(ref reader, out RequestId id))
            return MalformedReply(message);

        ReadOnlyMemory<byte> rest = message[(int)reader.Consumed..];
        bool isResult = reader.TryReadNil();
        if (isResult && rest.Length == 1)
            return MalformedReply(message);

        return new Envelope
        {
            Kind = isResult ? EnvelopeKind.Result : EnvelopeKind.Error,
            Format = WireFormat.MessagePack,
            Id = id,
            Body = isResult ? rest[1..] : FirstValue(rest),
            Message = message,
        };
    }

    /// <summary>What stands before a trailer, or the result of an error.</summary>
    private static ReadOnlyMemory<byte> FirstValue(ReadOnlyMemory<byte> values) => new MessagePackValueReader(values).ReadRaw();

    private static bool TryReadId(ref MessagePackReader reader, out RequestId id)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                id = reader.NextCode == MessagePackCode.UInt64 ? RequestId.FromInteger(reader.ReadUInt64()) : RequestId.FromNumber(reader.ReadInt64());
                return true;
            case MessagePackType.String:
                id = RequestId.FromString(reader.ReadString() ?? "");
                return true;
            case MessagePackType.Nil:
                reader.ReadNil();
                id = RequestId.Null;
                return true;
            default:
                id = default;
                return false;
        }
    }
}
