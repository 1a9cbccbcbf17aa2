namespace TypedWs.Transport.Tests.Lifetime;

/// <summary>A way in which a client is ended.</summary>
internal enum ClientEnding
{
    Dispose,
    Abort,
    Close,

    /// <summary>A close whose token is cancelled already.</summary>
    CancelledClose,
}
