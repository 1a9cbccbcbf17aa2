using System.Diagnostics;
using LoadTest.Messages;
using MessagePack;

namespace LoadTest.Contenders.ByHand;

/// <summary>What somebody would put around the records: what it is, the number that a reply repeats, and one of the records.</summary>
[MessagePackObject]
public sealed record Envelope(
    [property: Key(0)] string Type,
    [property: Key(1)] long Id,
    [property: Key(2)] Line? Line = null,
    [property: Key(3)] Document? Document = null,
    [property: Key(4)] Tick? Tick = null)
{
    public const string Echo = "echo";
    public const string Post = "post";

    internal static Envelope Of(string type, MessageShape shape, long seq) => shape switch
    {
        MessageShape.Line => new Envelope(type, seq, Line: Line.Of(seq)),
        MessageShape.Document => new Envelope(type, seq, Document: Document.Of(seq)),
        MessageShape.Tick => new Envelope(type, seq, Tick: Tick.Of(seq)),
        _ => throw new UnreachableException(),
    };

    /// <summary>Hands over the record that is in it.</summary>
    internal void Deliver(Sequence incoming)
    {
        if (Line is { } line)
            incoming.Take(line);
        else if (Document is { } document)
            incoming.Take(document);
        else if (Tick is { } tick)
            incoming.Take(tick);
        else
            throw new InvalidDataException("The envelope is empty.");
    }
}
