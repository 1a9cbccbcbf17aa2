using System.Buffers;
using System.Net.WebSockets;

namespace LoadTest.Contenders.ByHand;

/// <summary>How envelopes are written. Thread-safe.</summary>
internal interface IEnvelopeFormat
{
    WebSocketMessageType MessageType { get; }

    void Write(IBufferWriter<byte> output, Envelope envelope);

    Envelope Read(ReadOnlyMemory<byte> message);
}
