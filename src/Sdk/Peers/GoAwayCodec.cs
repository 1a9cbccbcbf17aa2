using TypedWs.CompilerServices;

namespace TypedWs.Peers;

/// <summary>Writes and reads the params of <c>$/session.goaway</c>: <c>{"reason":"…"}</c>, or <c>["…"]</c>.</summary>
internal sealed class GoAwayCodec : ValueCodec<string>
{
    public static readonly OneWayMethod<string> Method = new("$/session.goaway", new GoAwayCodec());

    private static readonly MemberTable Members = new(new Member("reason", isRequired: false));

    public override void WriteJson(ref JsonValueWriter writer, string value)
    {
        writer.WriteStartObject();
        writer.WriteName(Members, 0);
        writer.WriteString(value);
        writer.WriteEndObject();
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, string value)
    {
        writer.WriteArrayHeader(1);
        writer.WriteString(value);
    }

    public override string ReadJson(ref JsonValueReader reader)
    {
        string reason = "";
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
            reason = reader.ReadString();
        return reason;
    }

    public override string ReadMessagePack(ref MessagePackValueReader reader)
    {
        string reason = "";
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
            reason = reader.ReadString();
        return reason;
    }
}
