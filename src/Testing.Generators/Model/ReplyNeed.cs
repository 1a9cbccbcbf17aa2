namespace TypedWs.Testing.Generators.Model;

/// <summary>Whether a test has to say what a message is answered with.</summary>
internal enum ReplyNeed
{
    /// <summary>It is one-way.</summary>
    None,

    /// <summary>It is acknowledged at once unless the test says otherwise.</summary>
    Optional,

    /// <summary>It has an answer, or takes a stream along that somebody must read.</summary>
    Required,
}
