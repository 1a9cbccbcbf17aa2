using System.Text.Json;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Streams;

/// <summary>Reads the params of <c>$/enumerator/next</c> and <c>$/enumerator/abort</c>: <c>{"token":7}</c>, or <c>[7]</c>. What is no integer is no token of ours: 0.</summary>
internal sealed class StreamTokenCodec : ValueCodec<long>
{
    public static readonly StreamTokenCodec Instance = new();

    private static readonly MemberTable Members = new(new Member("token", isRequired: true));

    public override void WriteJson(ref JsonValueWriter writer, long value) => throw new NotSupportedException("EnvelopeWriter writes tokens.");

    public override void WriteMessagePack(ref MessagePackValueWriter writer, long value) => throw new NotSupportedException("EnvelopeWriter writes tokens.");

    public override long ReadJson(ref JsonValueReader reader)
    {
        long token = 0;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            if (reader.Peek() == JsonTokenType.Number)
                token = reader.ReadRequestId() is { Kind: RequestIdKind.Number } number ? number.Number : 0;
            else
                reader.Skip();
        }

        return token;
    }

    public override long ReadMessagePack(ref MessagePackValueReader reader)
    {
        long token = 0;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            if (reader.IsIntegerNext())
                token = reader.ReadAnyInteger() is var number && number >= long.MinValue && number <= long.MaxValue ? (long)number : 0;
            else
                reader.Skip();
        }

        return token;
    }
}
