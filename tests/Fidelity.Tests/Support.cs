namespace TypedWs.Fidelity.Tests;

/// <summary>How far a library agrees with us on a type.</summary>
internal enum Support
{
    /// <summary>It lacks the type, or writes another form: ours is compared with nothing.</summary>
    None,

    /// <summary>It writes what we write, but does not read it back as it was.</summary>
    Writes,

    /// <summary>It writes what we write, and reads it.</summary>
    Full,
}
