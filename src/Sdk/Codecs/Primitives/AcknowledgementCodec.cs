namespace TypedWs.CompilerServices;

/// <summary>A reply without data. Peers of other make answer null, true, an empty object…: all of these acknowledge.</summary>
internal sealed class AcknowledgementCodec : ValueCodec<Acknowledgement>
{
    public override void WriteJson(ref JsonValueWriter writer, Acknowledgement value) => writer.WriteNull();

    public override Acknowledgement ReadJson(ref JsonValueReader reader)
    {
        reader.Skip();
        return default;
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Acknowledgement value) => writer.WriteNull();

    public override Acknowledgement ReadMessagePack(ref MessagePackValueReader reader)
    {
        reader.Skip();
        return default;
    }
}
