using System.Buffers;
using LoadTest.Messages;

namespace LoadTest.Contenders.WebSockets;

internal sealed class WebSocketsAudience(Channels channels) : IAudience
{
    public ValueTask PushAsync(long seq)
    {
        var message = new ArrayBufferWriter<byte>(Payload.SmallSize);
        Payload.Write(message, PayloadKind.Post, seq, Payload.SmallSize);
        return channels.SendAsync(message.WrittenMemory);
    }
}
