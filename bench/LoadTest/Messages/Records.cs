using System.Diagnostics;

namespace LoadTest.Messages;

/// <summary>Makes the records that the peers carry.</summary>
internal static class Records
{
    public static object Of(MessageShape shape, long seq) => shape switch
    {
        MessageShape.Line => Line.Of(seq),
        MessageShape.Document => Document.Of(seq),
        MessageShape.Tick => Tick.Of(seq),
        _ => throw new UnreachableException(),
    };
}
