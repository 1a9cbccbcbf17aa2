namespace TypedWs.Transport.Tests.Faults;

/// <summary>A connection as a client's handler was told of it.</summary>
internal sealed class ClientLife
{
    /// <summary>What came; null for what nobody sent, which garbage on the link may make.</summary>
    public List<NumberedMessage?> Messages { get; } = [];

    public WsClosed? Closed { get; set; }
}
