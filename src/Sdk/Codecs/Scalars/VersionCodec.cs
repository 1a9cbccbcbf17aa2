using System.Diagnostics.CodeAnalysis;

namespace TypedWs.CompilerServices;

/// <summary>A string of two to four numbers, such as <c>1.2.3</c>.</summary>
internal sealed class VersionCodec : ValueCodec<Version>
{
    private const string Expected = "expected a version such as 1.2.3, but the string is none";

    public override void WriteJson(ref JsonValueWriter writer, Version value) => writer.WriteString(value?.ToString());

    public override Version ReadJson(ref JsonValueReader reader)
        => TryParse(reader.ReadString(), out Version? value) ? value : throw reader.Failure(Expected);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Version value) => writer.WriteString(value?.ToString());

    public override Version ReadMessagePack(ref MessagePackValueReader reader)
        => TryParse(reader.ReadString(), out Version? value) ? value : throw reader.Failure(Expected);

    // The parser alone would also take white space around the numbers, which is not of the format.
    private static bool TryParse(string text, [NotNullWhen(true)] out Version? value)
    {
        value = null;
        return !text.Any(char.IsWhiteSpace) && Version.TryParse(text, out value);
    }
}
