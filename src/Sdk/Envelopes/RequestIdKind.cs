namespace TypedWs.Envelopes;

/// <summary>The kinds of <see cref="RequestId"/>.</summary>
internal enum RequestIdKind : byte
{
    /// <summary>No id: the message is one-way.</summary>
    Absent,

    /// <summary>An explicit null.</summary>
    Null,

    /// <summary>A 64-bit integer.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number that is no signed 64-bit integer, kept as its text.</summary>
    RawNumber,
}
