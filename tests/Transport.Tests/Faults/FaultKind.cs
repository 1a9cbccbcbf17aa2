namespace TypedWs.Transport.Tests.Faults;

/// <summary>What a <see cref="FaultyProxy"/> does to a link.</summary>
internal enum FaultKind
{
    /// <summary>Resets both sides (RST).</summary>
    Reset,

    /// <summary>Ends both sides (FIN), as a proxy that goes away does.</summary>
    End,

    /// <summary>Ends this direction alone: its reader sees the end of the stream, and may still write.</summary>
    HalfClose,

    /// <summary>Forwards nothing any more, in either direction, and takes nothing either: writers fill their buffers and stand still.</summary>
    Stall,

    /// <summary>Forwards nothing any more, in either direction, but takes everything, as a cut cable does for a while.</summary>
    Swallow,

    /// <summary>Puts bytes into this direction that are the beginning of no frame, and goes on.</summary>
    Garbage,
}
