using System.Buffers;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>A stream that the other side produces: the call that asks for its opening, and then, again and again, for its next items.</summary>
internal abstract class StreamConsumer : PendingCall
{
    /// <summary>The format in which the next call is written.</summary>
    public abstract WireFormat CallFormat { get; }

    /// <summary>Makes the call ready to be sent, again.</summary>
    public void Prepare(Peer peer, string method) => Begin(peer, method, RequestLimit.None);

    /// <summary>Writes the call.</summary>
    public abstract void WriteCall(IBufferWriter<byte> output, uint id);

    /// <summary>Told that no answer came for too long.</summary>
    public abstract void OnIdle(TimeSpan limit);
}
