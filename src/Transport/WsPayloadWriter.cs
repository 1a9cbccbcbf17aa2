using System.Buffers;

namespace TypedWs.Transport;

/// <summary>Writes a message's payload straight into a connection's send buffer.</summary>
/// <typeparam name="TState">What the writer needs; a struct avoids an allocation.</typeparam>
/// <param name="output">Where to write; valid during the call only.</param>
/// <param name="state">What was handed to the send.</param>
/// <remarks>Runs under the connection's send lock: it must not block or send. When it throws, the message is taken back whole and the exception reaches the sender.</remarks>
public delegate void WsPayloadWriter<TState>(IBufferWriter<byte> output, TState state);
