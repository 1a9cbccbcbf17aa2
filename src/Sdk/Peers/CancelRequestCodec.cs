using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <summary>Reads the params of <c>$/cancelRequest</c>: <c>{"id":7}</c>, or <c>[7]</c>; the id is what a request's may be, null among it.</summary>
internal sealed class CancelRequestCodec : ValueCodec<RequestId>
{
    public static readonly CancelRequestCodec Instance = new();

    private static readonly MemberTable Members = new(new Member("id", isRequired: true));

    public override void WriteJson(ref JsonValueWriter writer, RequestId value) => throw new NotSupportedException("EnvelopeWriter writes cancellations.");

    public override void WriteMessagePack(ref MessagePackValueWriter writer, RequestId value) => throw new NotSupportedException("EnvelopeWriter writes cancellations.");

    public override RequestId ReadJson(ref JsonValueReader reader)
    {
        RequestId id = default;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
            id = reader.TryReadNull() ? RequestId.Null : reader.ReadRequestId();
        return id;
    }

    public override RequestId ReadMessagePack(ref MessagePackValueReader reader)
    {
        RequestId id = default;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
            id = reader.TryReadNull() ? RequestId.Null
                : reader.IsStringNext() ? RequestId.FromString(reader.ReadString())
                : RequestId.FromInteger(reader.ReadAnyInteger());
        return id;
    }
}
