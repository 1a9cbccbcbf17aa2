using System.Buffers;
using LoadTest.Contenders.WebSockets;
using LoadTest.Messages;

namespace LoadTest.Contenders.ByHand;

internal sealed class ByHandAudience(Channels channels, IEnvelopeFormat envelopes) : IAudience
{
    public ValueTask PushAsync(long seq)
    {
        var message = new ArrayBufferWriter<byte>();
        envelopes.Write(message, Envelope.Of(Envelope.Post, MessageShape.Line, seq));
        return channels.SendAsync(message.WrittenMemory);
    }
}
