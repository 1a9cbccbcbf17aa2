using System.Buffers;

namespace TypedWs.Transport;

#pragma warning disable RS0026 // The overloads with an optional token differ in the type of their second parameter: no call can mean both.

public sealed partial class WsConnection
{
    /// <summary>Sends a message whose payload is at hand; otherwise as <see cref="SendAsync{TState}"/>.</summary>
    /// <param name="type">What the message carries.</param>
    /// <param name="payload">The message; not needed any more when the returned task is complete. Text must be valid UTF-8: it is not checked here.</param>
    /// <param name="cancellationToken">Cancels waiting for room in the send buffer only; an accepted message is sent.</param>
    /// <returns>Complete when the message is accepted.</returns>
    /// <exception cref="WsClosedException">The connection is closed or closing.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the message was accepted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public ValueTask SendAsync(WsMessageType type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
        => SendAsync(type, static (output, bytes) => output.Write(bytes.Span), payload, cancellationToken);

    /// <summary>Sends a message that <paramref name="writer"/> writes straight into the send buffer.</summary>
    /// <typeparam name="TState">What the writer needs; a struct avoids an allocation.</typeparam>
    /// <param name="type">What the message carries.</param>
    /// <param name="writer">Writes the payload. What it throws takes the message back and reaches the caller.</param>
    /// <param name="state">Handed to <paramref name="writer"/>.</param>
    /// <param name="cancellationToken">Cancels waiting for room in the send buffer only; an accepted message is sent.</param>
    /// <returns>
    /// Complete when the message is accepted: at once below <see cref="WsConnectionOptions.SendHighWaterMark"/>, above it in the order of the calls
    /// as room comes free. Await <see cref="FlushAsync"/> to know it handed to the stream.
    /// </returns>
    /// <remarks>
    /// A lone message is written by the caller's thread at once. Messages in quick succession leave together, and so do those sent inside
    /// <see cref="IWsReceiver.OnMessageAsync"/> for messages that came with one read. What a thread sends on several connections in turn counts as such a
    /// succession, too, and so does what is sent directly after several messages came with one read: a thread of the pool then writes.
    /// </remarks>
    /// <exception cref="WsClosedException">The connection is closed or closing.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the message was accepted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public ValueTask SendAsync<TState>(WsMessageType type, WsPayloadWriter<TState> writer, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WsOpcode opcode = type.ToOpcode();
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : _sender.SendAsync(opcode, writer, state, cancellationToken);
    }

    /// <summary>Sends a message without ever waiting, also above the high-water mark: for what must not be held up, such as replies.</summary>
    /// <typeparam name="TState">What the writer needs; a struct avoids an allocation.</typeparam>
    /// <param name="type">What the message carries.</param>
    /// <param name="writer">Writes the payload. What it throws takes the message back and reaches the caller.</param>
    /// <param name="state">Handed to <paramref name="writer"/>.</param>
    /// <returns>
    /// False, with nothing sent, when <see cref="WsConnectionOptions.SendHardLimit"/> would be exceeded or the connection is closed or closing.
    /// </returns>
    /// <remarks>Passes messages that wait in <see cref="SendAsync{TState}"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public bool TrySend<TState>(WsMessageType type, WsPayloadWriter<TState> writer, TState state)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return _sender.TrySend(type.ToOpcode(), writer, state);
    }

    /// <summary>Sends a message below the high-water mark only, and never past those that wait; never waits.</summary>
    /// <typeparam name="TState">What the writer needs; a struct avoids an allocation.</typeparam>
    /// <param name="type">What the message carries.</param>
    /// <param name="writer">Writes the payload. What it throws takes the message back and reaches the caller.</param>
    /// <param name="state">Handed to <paramref name="writer"/>.</param>
    /// <returns>False, with nothing written, above the mark, while messages wait in <see cref="SendAsync{TState}"/>, or when the connection is closed or closing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public bool TrySendBelowMark<TState>(WsMessageType type, WsPayloadWriter<TState> writer, TState state)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return _sender.TrySendBelowMark(type.ToOpcode(), writer, state);
    }

    /// <inheritdoc cref="TrySendBelowMark{TState}"/>
    internal bool TrySendBelowMark(WsMessageType type, ReadOnlyMemory<byte> payload)
        => _sender.TrySendBelowMark(type.ToOpcode(), static (output, bytes) => output.Write(bytes.Span), payload);

    /// <summary>Accepts a message below the high-water mark without writing it: <see cref="WriteAppended"/> has to follow.</summary>
    internal bool TryAppend(WsMessageType type, ReadOnlyMemory<byte> payload) => _sender.TryAppend(type.ToOpcode(), payload);

    /// <summary>Writes what was appended, unless somebody does already.</summary>
    internal void WriteAppended() => _sender.WriteAppended();

    /// <summary>Sends a message that was encoded once for many connections; never waits.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False, with nothing sent, above the high-water mark, or when the connection is closed or closing.</returns>
    public bool TrySend(WsPreparedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _sender.TrySend(message);
    }

    /// <summary>Asks the peer for a sign of life now, and measures what it takes (RFC 6455, section 5.5.2). The ping goes ahead of messages that wait.</summary>
    /// <param name="cancellationToken">Ends the wait; the ping stays on its way.</param>
    /// <returns>The round trip, which is then also <see cref="PingRoundTrip"/>. Whoever asks while a ping is under way gets the next measurement.</returns>
    /// <remarks>
    /// Has no deadline of its own: a peer that is silent is noticed by the keep-alive (<see cref="WsConnectionOptions.PongTimeout"/>), which ends the connection.
    /// Not to be awaited inside <see cref="IWsReceiver.OnMessageAsync"/>, which holds up reading the pong.
    /// </remarks>
    /// <exception cref="WsClosedException">The connection is closed or closing, or ended before the answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<TimeSpan>(cancellationToken);
        if (IsClosing)
            return Task.FromException<TimeSpan>(WsClosedException.Ended(Record.ToClosed()));

        Task<TimeSpan> measured = _roundTrips.WaitForNext(out bool isFirst);
        if (isFirst)
            _sender.SendPing();
        return measured.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what was accepted so far, without waiting for more to go with it.</summary>
    /// <param name="cancellationToken">Cancels the waiting, not the write.</param>
    /// <returns>Complete when the stream has taken everything accepted before the call.</returns>
    /// <exception cref="WsClosedException">The connection ended first.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _sender.FlushAsync(cancellationToken);
}
