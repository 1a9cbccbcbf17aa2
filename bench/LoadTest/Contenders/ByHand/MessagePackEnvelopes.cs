using System.Buffers;
using System.Net.WebSockets;
using MessagePack;

namespace LoadTest.Contenders.ByHand;

/// <summary>MessagePack-CSharp with its standard resolver.</summary>
internal sealed class MessagePackEnvelopes : IEnvelopeFormat
{
    public WebSocketMessageType MessageType => WebSocketMessageType.Binary;

    public void Write(IBufferWriter<byte> output, Envelope envelope) => MessagePackSerializer.Serialize(output, envelope);

    public Envelope Read(ReadOnlyMemory<byte> message) => MessagePackSerializer.Deserialize<Envelope>(message);
}
