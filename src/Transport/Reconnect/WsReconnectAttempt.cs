namespace TypedWs.Transport;

/// <summary>An attempt that is about to be waited for. Immutable.</summary>
/// <param name="Number">Counted from 1 since the last connection that was stable; 0 when the attempt was asked for by hand.</param>
/// <param name="Elapsed">Time since the failure that attempt 1 followed.</param>
/// <param name="Delay">Time until the attempt begins.</param>
/// <param name="LastError">What the attempt follows; null when nothing failed.</param>
public sealed record WsReconnectAttempt(int Number, TimeSpan Elapsed, TimeSpan Delay, WsException? LastError);
