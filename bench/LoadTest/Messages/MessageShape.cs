namespace LoadTest.Messages;

/// <summary>What a message looks like.</summary>
internal enum MessageShape : byte
{
    /// <summary>The <see cref="Messages.Line"/>; for the raw transports 110 bytes.</summary>
    Line = 1,

    /// <summary>The <see cref="Messages.Document"/>, a text of 4 KiB; for the raw transports 4 KiB.</summary>
    Document = 2,

    /// <summary>The <see cref="Messages.Tick"/>.</summary>
    Tick = 3,

    /// <summary>1 MiB, for the raw transports.</summary>
    Blob = 4,
}
