using LoadTest.Contenders.ByHand;
using LoadTest.Contenders.SignalR;
using LoadTest.Contenders.StreamJsonRpc;
using LoadTest.Contenders.Tcp;
using LoadTest.Contenders.Transport;
using LoadTest.Contenders.Typed;
using LoadTest.Contenders.WebsocketClient;
using LoadTest.Contenders.WebSockets;
using StreamJsonRpc;
using TypedWs;

namespace LoadTest.Contenders;

/// <summary>Who takes part. In every format TypedWs is first.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IContender> All { get; } =
    [
        new TypedContender(MessageFormat.MessagePack, WireFormat.MessagePack),
        new TypedContender(MessageFormat.MessagePack, WireFormat.MessagePack, useDirectSockets: true),
        new SignalRContender(MessageFormat.MessagePack),
        new StreamJsonRpcContender(MessageFormat.MessagePack, () => new MessagePackFormatter()),
        new ByHandContender(MessageFormat.MessagePack, new MessagePackEnvelopes()),
        new WebsocketClientContender(MessageFormat.MessagePack, new MessagePackEnvelopes()),
        new TypedContender(MessageFormat.Json, WireFormat.Json),
        new TypedContender(MessageFormat.Json, WireFormat.Json, useDirectSockets: true),
        new SignalRContender(MessageFormat.Json),
        new StreamJsonRpcContender(MessageFormat.Json, () => new SystemTextJsonFormatter()),
        new ByHandContender(MessageFormat.Json, new JsonEnvelopes()),
        new WebsocketClientContender(MessageFormat.Json, new JsonEnvelopes()),
        new TransportContender(),
        new WebSocketsContender(),
        new TcpContender(inBatches: false),
        new TcpContender(inBatches: true),
    ];

    public static IContender Find(string key) => All.Single(contender => contender.Key == key);
}
