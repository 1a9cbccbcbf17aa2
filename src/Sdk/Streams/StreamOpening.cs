using System.Buffers;
using System.Diagnostics;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Streams;

/// <summary>The request that asks for a stream.</summary>
internal abstract class StreamOpening
{
    /// <summary>What the stream is asked for in, where that is to be told. Written before the request is sent.</summary>
    public Activity? Trace { get; set; }

    public abstract void Write(IBufferWriter<byte> output, WireFormat format, uint id);
}

/// <inheritdoc/>
internal sealed class StreamOpening<T>(RequestMethod<T, StreamAnswer> method, T message) : StreamOpening
{
    public override void Write(IBufferWriter<byte> output, WireFormat format, uint id) => EnvelopeWriter.WriteRequest(output, format, id, method, message, Trace);
}
