using System.Buffers;
using System.Text;

namespace TypedWs.CompilerServices;

/// <summary>A Unicode character: a string in JSON, its number in MessagePack, as it is for <see cref="char"/>.</summary>
internal sealed class RuneCodec : ValueCodec<Rune>
{
    private const string Expected = "expected one Unicode character, but it is none";

    public override void WriteJson(ref JsonValueWriter writer, Rune value) => writer.WriteString(value.ToString());

    public override Rune ReadJson(ref JsonValueReader reader)
    {
        string text = reader.ReadString();
        return Rune.DecodeFromUtf16(text, out Rune value, out int length) == OperationStatus.Done && length == text.Length
            ? value
            : throw reader.Failure(Expected);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Rune value) => writer.WriteInt32(value.Value);

    public override Rune ReadMessagePack(ref MessagePackValueReader reader)
        => Rune.TryCreate(reader.ReadInt32(), out Rune value) ? value : throw reader.Failure(Expected);
}
