namespace TypedWs.Transport;

/// <summary>How a connection ended.</summary>
/// <param name="Code">The close code: received, or else sent, or <see cref="WsCloseCode.Abnormal"/> where no close frame was exchanged.</param>
/// <param name="Reason">The close reason, or what happened instead; never null.</param>
/// <param name="ByPeer">Whether the peer began to close; otherwise this side did.</param>
/// <param name="Clean">Whether both close frames were exchanged.</param>
/// <param name="Exception">What broke the connection, if something did.</param>
public sealed record WsClosed(WsCloseCode Code, string Reason, bool ByPeer, bool Clean, Exception? Exception = null);
