namespace TypedWs.Peers;

/// <summary>Who set a request's time-out.</summary>
internal enum RequestLimitSource
{
    /// <summary><see cref="PeerOptions.RequestTimeout"/>.</summary>
    Option,

    /// <summary>The message's attribute.</summary>
    Contract,

    /// <summary>The call itself.</summary>
    Call,
}
