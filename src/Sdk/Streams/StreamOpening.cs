using System.Buffers;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Streams;

/// <summary>The request that asks for a stream.</summary>
internal abstract class StreamOpening
{
    public abstract void Write(IBufferWriter<byte> output, WireFormat format, uint id);
}

/// <inheritdoc/>
internal sealed class StreamOpening<T>(RequestMethod<T, StreamAnswer> method, T message) : StreamOpening
{
    public override void Write(IBufferWriter<byte> output, WireFormat format, uint id) => EnvelopeWriter.WriteRequest(output, format, id, method, message);
}
