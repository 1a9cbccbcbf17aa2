namespace TypedWs.Transport;

/// <summary>What a <see cref="WsReconnectPolicy"/> decides on. Immutable.</summary>
/// <param name="Number">The attempt to come, counted from 1 since the last connection that was stable (<see cref="WsReconnectOptions.StableFor"/>).</param>
/// <param name="Elapsed">Time since the failure that attempt 1 followed.</param>
/// <param name="LastError">
/// Why an attempt is needed: a <see cref="WsHandshakeException"/> when the last one failed, a <see cref="WsClosedException"/> when the connection ended.
/// </param>
/// <param name="RetryAfter">How long the server asked to be left alone, in the <c>Retry-After</c> header of a refusal (RFC 9110, section 10.2.3); null when it did not.</param>
public sealed record WsReconnectContext(int Number, TimeSpan Elapsed, WsException LastError, TimeSpan? RetryAfter);
