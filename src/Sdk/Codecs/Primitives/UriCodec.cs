namespace TypedWs.CompilerServices;

internal sealed class UriCodec : ValueCodec<Uri>
{
    public override void WriteJson(ref JsonValueWriter writer, Uri value) => writer.WriteUri(value);

    public override Uri ReadJson(ref JsonValueReader reader) => reader.ReadUri();

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Uri value) => writer.WriteUri(value);

    public override Uri ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadUri();
}
