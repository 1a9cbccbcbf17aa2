namespace TypedWs.Transport.Tests.Lifetime;

/// <summary>A moment of a client's life at which a test ends it.</summary>
internal enum ClientMoment
{
    PreparingHeaders,
    Handshake,
    InsideOnOpened,
    Open,
    InsideOnMessage,
    InsideOnClosed,
    WaitingForTheNextAttempt,
    SendWaitsForRoom,
    FlushWaitsForAConnection,
    ClosingHandshake,
}
