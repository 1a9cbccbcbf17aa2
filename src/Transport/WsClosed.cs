namespace TypedWs.Transport;

/// <summary>How a connection ended.</summary>
/// <param name="Code">The close code: received, or else sent, or <see cref="WsCloseCode.Abnormal"/> where no close frame was exchanged.</param>
/// <param name="Reason">The close reason, or what happened instead; never null.</param>
/// <param name="ByPeer">Whether the peer began to close; otherwise this side did.</param>
/// <param name="Clean">Whether both close frames were exchanged.</param>
/// <param name="Exception">
/// What broke the connection, if something did; also what ended the reception of messages after the closing handshake had begun. Null: every message that came
/// before the peer's close frame was handed over.
/// </param>
public sealed record WsClosed(WsCloseCode Code, string Reason, bool ByPeer, bool Clean, Exception? Exception = null);
