using LoadTest.Messages;
using MessagePack;

namespace LoadTest.Contenders.ByHand;

/// <summary>What somebody would put around the record: what it is, and the number that a reply repeats.</summary>
[MessagePackObject]
public sealed record Envelope([property: Key(0)] string Type, [property: Key(1)] long Id, [property: Key(2)] Line Data)
{
    public const string Echo = "echo";
    public const string Post = "post";

    public static Envelope Of(string type, long seq) => new(type, seq, Line.Of(seq));
}
