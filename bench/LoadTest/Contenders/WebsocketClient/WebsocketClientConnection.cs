using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using LoadTest.Contenders.ByHand;
using LoadTest.Messages;
using Websocket.Client;

namespace LoadTest.Contenders.WebsocketClient;

/// <summary>
/// Sends with <c>SendInstant</c>: the library's queue has no bound, so that a fast sender would fill the memory instead of being measured. It takes bytes for binary
/// messages only; JSON travels in these, because text would have to become a string first.
/// </summary>
internal sealed class WebsocketClientConnection : IClientConnection
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_message;

    private readonly Replies _replies = new();
    private readonly IWebsocketClient _client;
    private readonly IEnvelopeFormat _envelopes;
    private readonly EnvelopeReceiver _receiver;

    public WebsocketClientConnection(IWebsocketClient client, IEnvelopeFormat envelopes, Sequence incoming)
    {
        _client = client;
        _envelopes = envelopes;
        _receiver = new EnvelopeReceiver(envelopes, _replies, incoming);
        client.MessageReceived.Subscribe(message => _receiver.Take(message.Binary));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> EchoAsync(long seq)
    {
        ValueTask<bool> reply = _replies.ExpectAsync(seq);
        await SendAsync(Envelope.Of(Envelope.Echo, MessageShape.Line, seq));
        return await reply;
    }

    public ValueTask PostAsync(MessageShape shape, long seq) => new(SendAsync(Envelope.Of(Envelope.Post, shape, seq)));

    public async ValueTask DisposeAsync()
    {
        await _client.StopOrFail(WebSocketCloseStatus.NormalClosure, "");
        _client.Dispose();
    }

    private Task SendAsync(Envelope envelope)
    {
        ArrayBufferWriter<byte> message = s_message ??= new ArrayBufferWriter<byte>();
        message.ResetWrittenCount();
        _envelopes.Write(message, envelope);
        return _client.SendInstant(message.WrittenSpan.ToArray());
    }
}
