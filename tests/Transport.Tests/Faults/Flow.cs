namespace TypedWs.Transport.Tests.Faults;

/// <summary>A direction of a link.</summary>
internal enum Flow
{
    /// <summary>From the client to the server.</summary>
    Up,

    /// <summary>From the server to the client.</summary>
    Down,
}
