namespace LoadTest.Messages;

/// <summary>What the other side is to do with a raw message.</summary>
internal enum PayloadKind : byte
{
    /// <summary>Send it back.</summary>
    Echo = 1,

    /// <summary>Check and count it.</summary>
    Post = 2,
}
