using MessagePack;

namespace LoadTest.Messages;

/// <summary>A text of 4 KiB. TypedWs has the same members in its contract.</summary>
[MessagePackObject]
public sealed record Document([property: Key(0)] string Text, [property: Key(1)] long Seq)
{
    public static Document Of(long seq) => new(Sample.LongText, seq);
}
