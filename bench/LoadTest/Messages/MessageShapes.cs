using System.Diagnostics;

namespace LoadTest.Messages;

/// <summary>How shapes are named, on the command line and in the tables.</summary>
internal static class MessageShapes
{
    /// <summary>A workload's name, with the shape unless it is the usual one.</summary>
    public static string Key(this MessageShape shape, string workload) => shape switch
    {
        MessageShape.Line => workload,
        MessageShape.Document => $"{workload}-4k",
        MessageShape.Tick => $"{workload}-ticks",
        MessageShape.Blob => $"{workload}-1m",
        _ => throw new UnreachableException(),
    };

    /// <summary>A workload's title, with the shape unless it is the usual one.</summary>
    public static string Title(this MessageShape shape, string workload) => shape switch
    {
        MessageShape.Line => workload,
        MessageShape.Document => $"{workload}, 4 KiB",
        MessageShape.Tick => $"{workload}, ticks",
        MessageShape.Blob => $"{workload}, 1 MiB",
        _ => throw new UnreachableException(),
    };
}
