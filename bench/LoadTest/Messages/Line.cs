using MessagePack;

namespace LoadTest.Messages;

/// <summary>The record that the peers carry. TypedWs has the same members in its contract.</summary>
[MessagePackObject]
public sealed record Line(
    [property: Key(0)] string Room,
    [property: Key(1)] string User,
    [property: Key(2)] string Text,
    [property: Key(3)] DateTimeOffset At,
    [property: Key(4)] long Seq)
{
    public static Line Of(long seq) => new(Sample.Room, Sample.User, Sample.Text, Sample.At, seq);
}
