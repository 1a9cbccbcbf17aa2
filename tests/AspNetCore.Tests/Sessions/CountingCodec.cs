using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>Counts how often a message is encoded.</summary>
internal sealed class CountingCodec : ValueCodec<string>
{
    public int JsonWrites { get; private set; }

    public int MessagePackWrites { get; private set; }

    public override void WriteJson(ref JsonValueWriter writer, string value)
    {
        JsonWrites++;
        Codecs.String.WriteJson(ref writer, value);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, string value)
    {
        MessagePackWrites++;
        Codecs.String.WriteMessagePack(ref writer, value);
    }

    public override string ReadJson(ref JsonValueReader reader) => Codecs.String.ReadJson(ref reader);

    public override string ReadMessagePack(ref MessagePackValueReader reader) => Codecs.String.ReadMessagePack(ref reader);
}
