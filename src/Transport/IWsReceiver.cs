namespace TypedWs.Transport;

/// <summary>Takes what a <see cref="WsConnection"/> reads. All members are called by its receive loop, one call at a time.</summary>
public interface IWsReceiver
{
    /// <summary>
    /// Takes one whole message. Text is already checked to be valid UTF-8.
    /// </summary>
    /// <param name="type">Text or binary.</param>
    /// <param name="payload">The message. Valid until the returned task completes; copy what is needed for longer.</param>
    /// <returns>
    /// A task that is usually complete. While it is not, the connection reads nothing more: this is how a receiver holds its peer back.
    /// An exception ends the connection with 1011.
    /// </returns>
    ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload);

    /// <summary>Says that the connection ended, and why. Called once, after the last message.</summary>
    /// <param name="closed">How it ended.</param>
    void OnClosed(WsClosed closed);
}
