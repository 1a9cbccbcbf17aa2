using System.Buffers;
using LoadTest.Messages;

namespace LoadTest.Contenders.WebSockets;

internal sealed class WebSocketsAudience(Channels channels) : IAudience
{
    public ValueTask PushAsync(long seq)
    {
        var message = new ArrayBufferWriter<byte>(Payload.LineSize);
        Payload.Write(message, PayloadKind.Post, MessageShape.Line, seq);
        return channels.SendAsync(message.WrittenMemory);
    }
}
